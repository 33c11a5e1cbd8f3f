// node duckdb.mjs load ACCOUNT DATABASE THREADS
// node duckdb.mjs plan ACCOUNT|DATABASE THREADS OUT SUBJECT AT
//
// The plan by duckdb.sql, over the NDJSON file or over a table into which it was loaded, which holds what rules read,
// sorted so that what is of one type and owner lies together.
import {readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';

// Packages stand in the build folder, which is where the script is called from.
const {DuckDBInstance} = createRequire(`${process.cwd()}/`)('@duckdb/node-api');
const [task, source, ...rest] = process.argv.slice(2);

// Columns that the rules read; others are skipped by the reader.
const columns = {
  VARCHAR: ['type', 'id', 'owner', 'creator', 'author', 'user', 'sender', 'operator', 'installed_by', 'status', 'role',
            'visibility', 'triggered_by', 'automation', 'folder', 'deal'],
  'VARCHAR[]': ['users', 'selected_users', 'members', 'viewers', 'visible_to', 'linked_to'],
  BOOLEAN: ['shared', 'quickbooks'],
  TIMESTAMP: ['created_at', 'send_at', 'permitted_at'],
};
const typed = Object.entries(columns).flatMap(([type, names]) => names.map((name) => `'${name}': '${type}'`));
const lines = `read_ndjson('${source}', columns = {${typed.join(', ')}})`;
const isDatabase = source.endsWith('.duckdb');

const load = (connection) => connection.run(`CREATE TABLE object AS SELECT * FROM ${lines} ORDER BY type, owner`);

const plan = async (connection, out, subject, at) => {
  const values = {source: isDatabase ? 'object' : lines, out, subject, at: at.replace('Z', '')};
  const text = readFileSync(new URL('duckdb.sql', import.meta.url), 'utf8');
  await connection.run('SET preserve_insertion_order = false');
  await connection.run(text.replace(/\$(\w+)/g, (_, name) => values[name]));
};

const run = async (file, options, threads, work) => {
  const instance = await DuckDBInstance.create(file, options);
  const connection = await instance.connect();
  await connection.run(`SET threads = ${threads}`);
  await work(connection);
  connection.closeSync();
  instance.closeSync();
};

if (task === 'load') {
  const [database, threads] = rest;
  rmSync(database, {force: true});
  await run(database, {}, threads, load);
} else {
  const [threads, out, subject, at] = rest;
  const [file, options] = isDatabase ? [source, {access_mode: 'READ_ONLY'}] : [':memory:', {}];
  await run(file, options, threads, (connection) => plan(connection, out, subject, at));
}
