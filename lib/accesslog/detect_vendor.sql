-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each person: with a dossier, all, without a reason, those that name a vendor, and
-- those of them without a reason.
WITH {line}
SELECT {user}, sum({dossier} != ''), count(), sum({reason} = ''), sum({is_vendor}),
       sum(({is_vendor}) AND {reason} = '')
FROM {log}
WHERE {lines} AND {user} != ''
GROUP BY {user}
