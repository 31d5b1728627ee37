-- SPDX-License-Identifier: EUPL-1.2
-- The dossiers, on each day anew, with which a person had nothing to do, and the lines about them.
SELECT {user}, count(), sum(schouw_lines)
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
GROUP BY {user}
