-- sqlite3 DATABASE < this, with ACCOUNT filled in: the account's columns that the rules read, lists as rows, and the
-- indexes that the plan uses.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -1000000;
PRAGMA temp_store = MEMORY;

CREATE TEMP TABLE line (text TEXT);
.mode ascii
.separator "\001" "\n"
.import 'ACCOUNT' line

CREATE TABLE object (
  number INTEGER PRIMARY KEY, type TEXT, object TEXT, owner TEXT, creator TEXT, author TEXT, user TEXT, sender TEXT,
  operator TEXT, installed_by TEXT, status TEXT, role TEXT, visibility TEXT, triggered_by TEXT, automation TEXT,
  folder TEXT, deal TEXT, shared INTEGER, quickbooks INTEGER, linked INTEGER,
  created_at TEXT, send_at TEXT, permitted_at TEXT
);
INSERT INTO object SELECT
  rowid, text->>'type', (text->>'type') || ':' || (text->>'id'), text->>'owner', text->>'creator', text->>'author',
  text->>'user', text->>'sender', text->>'operator', text->>'installed_by', text->>'status', text->>'role',
  text->>'visibility', text->>'triggered_by', text->>'automation', text->>'folder', text->>'deal', text->>'shared',
  text->>'quickbooks',
  json_array_length(text, '$.linked_to') > 0, text->>'created_at', text->>'send_at', text->>'permitted_at'
FROM line;

CREATE TABLE listed (field TEXT, number INTEGER, user TEXT);
INSERT INTO listed SELECT 'users', line.rowid, item.value FROM line, json_each(text, '$.users') item
  WHERE text->>'type' IN ('assignment_rule', 'report', 'goal');
INSERT INTO listed SELECT 'selected_users', line.rowid, item.value FROM line, json_each(text, '$.selected_users') item
  WHERE text->>'type' = 'automation';
INSERT INTO listed SELECT 'members', line.rowid, item.value FROM line, json_each(text, '$.members') item
  WHERE text->>'type' = 'cloud_storage_folder';
INSERT INTO listed SELECT 'viewers', line.rowid, item.value FROM line, json_each(text, '$.viewers') item
  WHERE text->>'type' = 'report';
INSERT INTO listed SELECT 'visible_to', line.rowid, item.value FROM line, json_each(text, '$.visible_to') item
  WHERE text->>'type' = 'deal';

CREATE INDEX object_by_owner ON object (owner, type) WHERE owner IS NOT NULL;
CREATE INDEX object_by_creator ON object (creator, type) WHERE creator IS NOT NULL;
CREATE INDEX object_by_author ON object (author, type) WHERE author IS NOT NULL;
CREATE INDEX object_by_user ON object (user, type) WHERE user IS NOT NULL;
CREATE INDEX object_by_sender ON object (sender, type) WHERE sender IS NOT NULL;
CREATE INDEX object_by_operator ON object (operator) WHERE operator IS NOT NULL;
CREATE INDEX folder_by_name ON object (object) WHERE type = 'cloud_storage_folder';
CREATE INDEX deal_by_name ON object (object) WHERE type = 'deal';
CREATE INDEX account_user ON object (type) WHERE type = 'user';
CREATE INDEX app ON object (type) WHERE type = 'marketplace_app';
CREATE INDEX automation_by_trigger ON object (triggered_by, status) WHERE type = 'automation';
CREATE INDEX campaign_by_automation ON object (automation) WHERE automation IS NOT NULL;
CREATE INDEX listed_by_user ON listed (user, field);
CREATE INDEX listed_by_number ON listed (number, field);
ANALYZE;
