-- SPDX-License-Identifier: EUPL-1.2
-- How many dossiers few people saw, with how many they were together and at most; and with these
-- figures each dossier that many saw.
SELECT if(schouw_people > {limit_popular}, {dossier}, '') AS popular, count(), sum(schouw_people), max(schouw_people)
FROM (
    WITH {line}
    SELECT {dossier}, uniqExactIf({user}, {user} != '') AS schouw_people
    FROM {log}
    WHERE {lines} AND {dossier} != '' AND {part}
    GROUP BY {dossier}
)
GROUP BY popular
