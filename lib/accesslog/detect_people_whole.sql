-- SPDX-License-Identifier: EUPL-1.2
-- The dossiers of the whole log.
WITH {line}
SELECT uniqExact({dossier})
FROM {log}
WHERE {lines} AND {dossier} != ''
