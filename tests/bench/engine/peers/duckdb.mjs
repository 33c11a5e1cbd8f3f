// node duckdb.mjs ACCOUNT OUT THREADS SUBJECT AT
//
// The plan by duckdb.sql, over the NDJSON file with the types of its columns told.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

// Packages stand in the build folder, which is where the script is called from.
const {DuckDBInstance} = createRequire(`${process.cwd()}/`)('@duckdb/node-api');
const [account, out, threads, subject, at] = process.argv.slice(2);

// Columns that the rules read; others are skipped by the reader.
const columns = {
  VARCHAR: ['type', 'id', 'owner', 'creator', 'author', 'user', 'sender', 'operator', 'installed_by', 'status', 'role', 'visibility',
            'triggered_by', 'automation', 'folder', 'deal'],
  'VARCHAR[]': ['users', 'selected_users', 'members', 'viewers', 'visible_to', 'linked_to'],
  BOOLEAN: ['shared', 'quickbooks'],
  TIMESTAMP: ['created_at', 'send_at', 'permitted_at'],
};
const typed = Object.entries(columns).flatMap(([type, names]) => names.map((name) => `'${name}': '${type}'`));
const values = {
  source: `read_ndjson('${account}', columns = {${typed.join(', ')}})`, subject, out, at: at.replace('Z', ''),
};

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`SET threads = ${threads}`);
await connection.run('SET preserve_insertion_order = false');
const text = readFileSync(new URL('duckdb.sql', import.meta.url), 'utf8').replace(/\$(\w+)/g, (_, name) => values[name]);
await connection.run(text);
connection.closeSync();
instance.closeSync();
