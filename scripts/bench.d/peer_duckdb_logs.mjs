// SPDX-License-Identifier: EUPL-1.2
// peer_duckdb_logs.mjs MODULES DATA THREADS: job J2 with DuckDB, typed columns in memory. Prints lines, lines without a
// relation, of vendors, of vendors without a reason; it also does days of users, hours and outliers, as the prototype does.
import { createRequire } from 'node:module';

const [modules, data, threads] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(modules + '/')('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`SET threads = ${Number(threads)}`);

const read = (file, columns) => `read_csv('${data}/${file}.csv', delim = ';', quote = '"', header = true, nullstr = '\\N',
    columns = ${JSON.stringify(columns).replaceAll('"', "'")})`;
const text = 'VARCHAR';
await connection.run(`CREATE TABLE line AS SELECT * EXCLUDE actie FROM ${read('log', {
    tijdstip: 'TIMESTAMP', gebruiker: text, rol: text, organisatie: text, dossier: text, actie: text, reden: text })}`);
await connection.run(`CREATE TABLE relation AS SELECT * FROM ${read('autorisaties', {
    gebruiker: text, dossier: text, van: 'DATE', tot: 'DATE' })}`);

const numbers = async (sql) => (await connection.runAndReadAll(sql)).getRows()[0].map(Number);
const [lines] = await numbers('SELECT count(*) FROM line');
await numbers(`SELECT count(*), count(*) FILTER (dossiers > 20)
    FROM (SELECT count(DISTINCT dossier) AS dossiers FROM line GROUP BY gebruiker, CAST(tijdstip AS DATE))`);
await numbers('SELECT count(*) FROM line WHERE hour(tijdstip) NOT BETWEEN 7 AND 18 OR dayofweek(tijdstip) IN (0, 6)');
const [withoutRelation] = await numbers(`SELECT count(*) FROM line WHERE NOT EXISTS (FROM relation
    WHERE relation.gebruiker = line.gebruiker AND relation.dossier = line.dossier
      AND CAST(line.tijdstip AS DATE) BETWEEN relation.van AND relation.tot)`);
const [vendor, withoutReason] = await numbers(
    "SELECT count(*), count(*) FILTER (reden = '') FROM line WHERE organisatie LIKE 'lev-%'");
await numbers(`SELECT count(*) FROM (
    SELECT n, avg(n) OVER peers AS mean, stddev_pop(n) OVER peers AS spread
    FROM (SELECT gebruiker, any_value(rol) AS rol, CAST(count(*) AS DOUBLE) AS n FROM line GROUP BY gebruiker)
    WINDOW peers AS (PARTITION BY rol)) WHERE n > mean + 3 * spread`);
console.log(JSON.stringify([lines, withoutRelation, vendor, withoutReason]));
process.exit(0);
