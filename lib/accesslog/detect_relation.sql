-- SPDX-License-Identifier: EUPL-1.2
-- The dossiers, on each day anew, that were not assigned to a person, and the lines about them; by
-- the team or district that the dossiers belong to.
SELECT {user}, sent_area, count(), sum(schouw_lines)
FROM (
    WITH {line}
    SELECT {user}, {dossier}, {day}, count() AS schouw_lines
    FROM {log}
    GLOBAL ANY LEFT JOIN (
        SELECT sent_user, sent_dossier, groupArray(sent_from) AS sent_froms,
               groupArray(sent_until) AS sent_untils
        FROM sent_relations
        GROUP BY sent_user, sent_dossier
    ) ON {user} = sent_user AND {dossier} = sent_dossier
    WHERE {lines} AND {user} != '' AND {dossier} != ''
      AND NOT arrayExists((first, last) -> first <= {day} AND {day} <= last, sent_froms, sent_untils)
    GROUP BY {user}, {dossier}, {day}
)
ANY LEFT JOIN (SELECT sent_dossier, sent_area FROM sent_dossiers) ON {dossier} = sent_dossier
GROUP BY {user}, sent_area
