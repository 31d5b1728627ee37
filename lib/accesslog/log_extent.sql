-- SPDX-License-Identifier: EUPL-1.2
-- Lines, the first and the last moment, and how many texts have blanks at an edge.
WITH {line}
SELECT count(), minIf({utc}, {lines}), maxIf({utc}, {lines}) {blanks}
FROM {log}
WHERE {mine}
