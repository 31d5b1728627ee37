-- SPDX-License-Identifier: EUPL-1.2
-- All lines, and those in which a field is empty that every line must tell.
WITH {line}
SELECT count() {missing}
FROM {log}
WHERE {lines}
