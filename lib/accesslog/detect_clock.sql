-- SPDX-License-Identifier: EUPL-1.2
-- Where the moment goes back from one sequence number to the next: the two moments.
SELECT {day}, tupleElement(step, 1), tupleElement(step, 2)
FROM (
    SELECT {day}, arrayMap(line -> tupleElement(line, 2), arraySort(schouw_numbers)) AS moments,
           arrayFilter(step -> tupleElement(step, 2) < tupleElement(step, 1),
                       arrayMap((before, after) -> (before, after), arrayPopBack(moments), arrayPopFront(moments))) AS steps
    FROM (
        WITH {line}
        SELECT {day}, groupArray(({sequence}, {utc})) AS schouw_numbers
        FROM {log}
        WHERE {lines} AND ({numbered})
        GROUP BY {day}
    )
)
ARRAY JOIN steps AS step
ORDER BY {day}
