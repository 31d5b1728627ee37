// SPDX-License-Identifier: EUPL-1.2
// peer_duckdb.mjs MODULES DATA DATABASE RULES: the benchmark with DuckDB; prints the findings of each rule.
// Dates and numbers are typed once, beside the text, so that no rule has to look at their form.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [modules, data, database, rules] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(modules + '/')('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(database)).connect();

const typed = {
    vendors: { agreement_on: 'DATE' },
    dpias: { adopted_on: 'DATE' },
    processing: {
        dpia_on: 'DATE', recorded_on: 'DATE', changed_on: 'DATE', reviewed_on: 'DATE', retention_years: 'INTEGER',
    },
};
for (const [register, columns] of Object.entries(typed)) {
    const copies = Object.entries(columns).map(
        ([name, type]) => `, try_cast(${name} AS ${type}) AS ${name}_${type[0] === 'D' ? 'd' : 'n'}`);
    await connection.run(
        `CREATE TABLE ${register} AS SELECT *${copies.join('')} FROM read_csv('${data}/${register}.csv', delim=';',
         quote='"', escape='"', header=true, all_varchar=true, parallel=true, nullstr='\\N')`);
}
await connection.run('CREATE TABLE finding("rule" INTEGER, row BIGINT, record VARCHAR, col VARCHAR, value VARCHAR)');
await connection.run('BEGIN');
for (const statement of fs.readFileSync(rules, 'utf8').split('\n')) if (statement) await connection.run(statement);
await connection.run('COMMIT');
const counts = await connection.runAndReadAll('SELECT "rule", count(*) FROM finding GROUP BY "rule"');
for (const [rule, count] of counts.getRows()) console.log(`${rule} ${count}`);
process.exit(0);
