// node rules_engine.mjs ACCOUNT OUT SUBJECT AT
//
// The plan by json-rules-engine: an engine for each type of object, with the rules for that type, run once for each
// object. What rules ask about other objects is a fact that is worked out when it is asked for.
import {createReadStream, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {createInterface} from 'node:readline';

// Packages stand in the build folder, which is where the script is called from.
const {Engine} = createRequire(`${process.cwd()}/`)('json-rules-engine');
const [path, out, subject, at] = process.argv.slice(2);

const key = (object) => `${object.type}:${object.id}`;
const in30Days = `${new Date(Date.parse(at) + 30 * 86_400_000).toISOString().slice(0, 19)}Z`;

// ---- the account

const objects = [];
for await (const line of createInterface({input: createReadStream(path)})) {
  objects.push(JSON.parse(line));
}
const ofType = (type) => objects.filter((object) => object.type === type);
const byName = (type) => new Map(ofType(type).map((object) => [key(object), object]));
const users = ofType('user');
const others = users.filter((user) => user.status === 'active' && key(user) !== subject);
const reachable = new Set(others.map(key));
const leaver = users.find((user) => key(user) === subject);
const folders = byName('cloud_storage_folder');
const deals = byName('deal');
const stopped = new Set(ofType('automation')
    .filter((automation) => automation.creator === subject && automation.status === 'active').map(key));

// ---- facts beside the fields of an object

const facts = {
  has_first_admin: () => others.some((user) => user.role === 'admin'),
  quickbooks_elsewhere: () => others.some((user) => user.quickbooks),
  leaver_role: () => leaver.role,
  folder_is_reached: async (_, almanac) =>
    folders.get(await almanac.factValue('folder')).members.some((user) => reachable.has(user)),
  deal_is_seen: async (_, almanac) =>
    deals.get(await almanac.factValue('deal')).visible_to.some((user) => reachable.has(user)),
  automation_stops: async (_, almanac) => stopped.has(await almanac.factValue('automation')),
  is_shared_with_others: async (_, almanac) => (await almanac.factValue('viewers')).some((user) => user !== subject),
  is_linked: async (_, almanac) => (await almanac.factValue('linked_to')).length > 0,
  is_scheduled: async (_, almanac) =>
    await almanac.factValue('status') === 'scheduled' && await almanac.factValue('send_at') !== null,
  is_permitted: async (_, almanac) => {
    const time = await almanac.factValue('permitted_at');
    return time !== null && time < at;
  },
};

// ---- rules, by type

const is = (fact, value) => ({fact, operator: 'equal', value});
const isNot = (fact, value) => ({fact, operator: 'notEqual', value});
const holds = (fact) => ({fact, operator: 'contains', value: subject});
const lacks = (fact) => ({fact, operator: 'doesNotContain', value: subject});
const any = (...conditions) => ({any: conditions});
const rules = {};
/** Outcomes are names, or [name, when it is due: a time or what answers it, given the object]. */
const rule = (name, types, outcomes, ...conditions) => {
  for (const type of types) {
    (rules[type] ??= []).push({conditions: {all: conditions}, event: {type: name, params: {outcomes}}});
  }
};

rule('items-stay', ['lead', 'deal', 'person', 'organization', 'product', 'activity', 'project', 'project_task'],
     ['retain'],
     is('owner', subject));
rule('notes-and-files-stay', ['note', 'comment', 'file'], ['retain'], is('author', subject));

rule('linked-emails-stay', ['email'], ['retain'], is('owner', subject), is('visibility', 'shared'), is('is_linked',
     true));
rule('private-linked-emails', ['email'], [['erase', in30Days]], is('owner', subject), is('visibility', 'private'),
     is('is_linked', true));
rule('unlinked-emails-open', ['email'], ['leave-open'], is('owner', subject), is('is_linked', false));
rule('shared-email-templates-stay', ['email_template'], ['retain'], is('creator', subject), is('shared', true));
rule('unshared-email-templates-open', ['email_template'], ['leave-open'], is('creator', subject), is('shared', false));
rule('email-sync-ends', ['email_sync'], ['end'], is('owner', subject));
rule('account-syncs-end', ['contact_sync', 'calendar_sync', 'google_drive_sync'], ['end'], is('owner', subject));
rule('meeting-scheduler-link-expires', ['meeting_scheduler_link'], ['expire'], is('owner', subject));

rule('assignment-rules-keep-running', ['assignment_rule'], ['continue'], holds('users'), is('status', 'active'));
rule('assignment-rules-fail-at-check', ['assignment_rule'], ['fail'], holds('users'), is('status', 'active'));
rule('inactive-assignment-rules-stay', ['assignment_rule'], ['retain'], holds('users'), is('status', 'inactive'));
rule('creator-turns-off', ['automation'], ['disable'], is('creator', subject), is('status', 'active'));
rule('selected-stays-active', ['automation'], ['continue'], isNot('creator', subject), is('status', 'active'),
     is('triggered_by', 'selected_users'), holds('selected_users'));
rule('selected-stops-at-check', ['automation'], ['fail'], isNot('creator', subject), is('status', 'active'),
     is('triggered_by', 'selected_users'), holds('selected_users'));
rule('anyone-stays-active', ['automation'], ['continue', 'leave-out'], isNot('creator', subject), is('status',
     'active'),
     is('triggered_by', 'anyone'));
rule('inactive-automations-stay-inactive', ['automation'], ['retain'], is('status', 'inactive'),
     any(is('creator', subject), is('owner', subject), holds('selected_users')));
rule('owned-automations-open', ['automation'], ['leave-open'], is('owner', subject), isNot('creator', subject),
     is('status', 'active'), is('triggered_by', 'selected_users'), lacks('selected_users'));
rule('campaigns-of-stopped-automations', ['campaign'], ['fail'], is('status', 'automated'), is('automation_stops',
     true));
rule('scheduled-campaigns-still-sent', ['campaign'], [['continue', ({send_at}) => send_at > at ? send_at : '']],
     is('creator', subject), is('is_scheduled', true));
rule('unscheduled-campaigns-open', ['campaign'], ['leave-open'], is('creator', subject), isNot('status', 'automated'),
     is('is_scheduled', false));
rule('automated-campaigns-open', ['campaign'], ['leave-open'], is('creator', subject), is('status', 'automated'),
     is('automation_stops', false));

rule('public-filters-stay', ['filter'], ['retain'], is('creator', subject), is('visibility', 'public'));
rule('private-filters-open', ['filter'], ['leave-open'], is('creator', subject), is('visibility', 'private'));
rule('filter-conditions-stay', ['filter_condition'], ['retain'], is('user', subject));
rule('shared-dashboards-pass-on', ['dashboard'], ['transfer'], is('owner', subject), is('shared', true),
     is('has_first_admin', true));
rule('unshared-dashboards-open', ['dashboard'], ['leave-open'], is('owner', subject), is('shared', false));
rule('public-dashboard-links-off', ['dashboard_public_link'], ['disable'], is('creator', subject));
rule('shared-reports-unreachable', ['report'], ['cut-off', 'lose'], is('owner', subject), is('is_shared_with_others',
     true));
rule('unshared-reports-open', ['report'], ['leave-open'], is('owner', subject), is('is_shared_with_others', false));
rule('reports-and-goals-still-count-the-user', ['report', 'goal'], ['retain'], holds('users'));

rule('user-is-deactivated', ['user'], ['disable'], is('name', subject), is('status', 'active'));
rule('gone-from-owner-filter', ['user'], ['stop-offering'], is('name', subject));
rule('no-new-filter-conditions', ['user'], ['lose'], is('name', subject));
rule('new-insights-filters', ['user'], ['keep'], is('name', subject));
rule('identity-kept', ['user'], ['retain'], is('name', subject));
rule('overview-stays-open', ['user'], ['keep'], is('name', subject));
rule('seat-freed', ['seat'], ['unassign'], is('user', subject));
rule('freed-seat-can-be-used', ['seat'], ['gain', 'gain'], is('user', subject));

rule('live-chats-unassigned', ['live_chat'], ['unassign'], is('operator', subject));
rule('open-chats-can-be-taken-over', ['live_chat'], ['gain'], is('operator', subject), is('status', 'open'));
rule('chatbot-passes-on', ['chatbot_playbook'], ['pass-to-somebody'], is('user', subject));
rule('web-forms-pass-on', ['web_form'], ['pass-to-somebody'], is('user', subject));
rule('own-apps-uninstalled', ['marketplace_app'], ['uninstall'], is('installed_by', subject));
rule('shared-apps-of-an-administrator-uninstalled', ['marketplace_app'], ['uninstall'], isNot('installed_by', subject),
     is('shared', true), is('leaver_role', 'admin'));
rule('webhooks-off', ['webhook'], ['disable'], is('creator', subject));

rule('docusign-documents-reachable', ['docusign_document'], ['keep'], is('sender', subject));
rule('invoices-reachable-elsewhere', ['invoice'], ['keep'], is('creator', subject), is('quickbooks_elsewhere', true));
rule('invoices-out-of-reach', ['invoice'], ['close', 'lose'], is('creator', subject), is('quickbooks_elsewhere',
     false));
rule('documents-need-folder', ['smart_document'], ['restrict'], is('creator', subject), is('folder_is_reached', true));
rule('documents-out-of-reach', ['smart_document'], ['close'], is('creator', subject), is('folder_is_reached', false));
rule('permitted-templates-need-folder', ['smart_docs_template'], ['restrict'], is('owner', subject),
     is('is_permitted', true),
     is('folder_is_reached', true));
rule('permitted-templates-out-of-reach', ['smart_docs_template'], ['close'], is('owner', subject), is('is_permitted',
     true),
     is('folder_is_reached', false));
rule('templates-without-permission', ['smart_docs_template'], ['close'], is('owner', subject), is('is_permitted',
     false));
rule('esignatures-follow-the-deal', ['esignature_document'], ['restrict'], is('sender', subject), is('deal_is_seen',
     true));
rule('esignatures-out-of-reach', ['esignature_document'], ['close'], is('sender', subject), is('deal_is_seen', false));

// ---- the plan

const engines = new Map(Object.entries(rules).map(([type, list]) => [type, new Engine(list)]));
for (const engine of engines.values()) {
  for (const [name, value] of Object.entries(facts)) {
    engine.addFact(name, value);
  }
}
const lines = [];
for (const object of objects) {
  const {events} = await engines.get(object.type)?.run({...object, name: key(object)}) ?? {events: []};
  for (const {type, params} of events) {
    for (const outcome of params.outcomes) {
      const [name, due] = Array.isArray(outcome) ? outcome : [outcome, ''];
      lines.push(`${key(object)}\t${type}\t${name}\t${typeof due === 'function' ? due(object) : due}\n`);
    }
  }
}
writeFileSync(out, lines.join(''));
