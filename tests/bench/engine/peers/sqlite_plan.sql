-- sqlite3 DATABASE < this, with SUBJECT and AT filled in: the plan, a line a change.
PRAGMA cache_size = -500000;
.mode tabs
.headers off

CREATE TEMP TABLE account_user AS SELECT * FROM object WHERE type = 'user';
CREATE TEMP TABLE reachable AS  -- who can still reach things
  SELECT object AS person FROM account_user WHERE status = 'active' AND object <> 'SUBJECT';
CREATE TEMP TABLE leaver AS SELECT * FROM account_user WHERE object = 'SUBJECT';
CREATE TEMP TABLE first_admin AS
  SELECT object AS person FROM account_user WHERE role = 'admin' AND status = 'active' AND object <> 'SUBJECT'
  ORDER BY created_at LIMIT 1;
CREATE TEMP TABLE quickbooks_elsewhere AS
  SELECT EXISTS (SELECT 1 FROM account_user WHERE quickbooks AND status = 'active' AND object <> 'SUBJECT') AS found;
CREATE TEMP TABLE stopped AS  -- automations that are switched off
  SELECT object FROM object WHERE type = 'automation' AND creator = 'SUBJECT' AND status = 'active';
CREATE TEMP TABLE chosen AS  -- automations that the leaver triggers
  SELECT object.* FROM listed CROSS JOIN object USING (number)
  WHERE listed.user = 'SUBJECT' AND field = 'selected_users';
CREATE TEMP TABLE assignment AS
  SELECT object.object, status FROM listed CROSS JOIN object USING (number)
  WHERE listed.user = 'SUBJECT' AND field = 'users' AND type = 'assignment_rule';
CREATE TEMP TABLE document AS
  SELECT d.object, EXISTS (SELECT 1 FROM listed JOIN reachable ON person = listed.user
                           WHERE listed.number = f.number AND field = 'members') AS is_reached
  FROM object d CROSS JOIN object f ON f.object = d.folder AND f.type = 'cloud_storage_folder'
  WHERE d.type = 'smart_document' AND d.creator = 'SUBJECT';
CREATE TEMP TABLE template AS
  SELECT d.object, d.permitted_at, EXISTS (SELECT 1 FROM listed JOIN reachable ON person = listed.user
                                           WHERE listed.number = f.number AND field = 'members') AS is_reached
  FROM object d CROSS JOIN object f ON f.object = d.folder AND f.type = 'cloud_storage_folder'
  WHERE d.type = 'smart_docs_template' AND d.owner = 'SUBJECT';
CREATE TEMP TABLE signature AS
  SELECT d.object, EXISTS (SELECT 1 FROM listed JOIN reachable ON person = listed.user
                           WHERE listed.number = f.number AND field = 'visible_to') AS is_seen
  FROM object d CROSS JOIN object f ON f.object = d.deal AND f.type = 'deal'
  WHERE d.type = 'esignature_document' AND d.sender = 'SUBJECT';
CREATE TEMP TABLE own_report AS
  SELECT object, EXISTS (SELECT 1 FROM listed WHERE listed.number = object.number AND field = 'viewers'
                         AND listed.user <> 'SUBJECT') AS is_shared
  FROM object WHERE type = 'report' AND owner = 'SUBJECT';

SELECT object, 'account-syncs-end', 'end', NULL FROM object
  WHERE type IN ('contact_sync', 'calendar_sync', 'google_drive_sync') AND owner = 'SUBJECT'

UNION ALL SELECT object, 'assignment-rules-keep-running', 'continue', NULL FROM assignment WHERE status = 'active'
UNION ALL SELECT object, 'assignment-rules-fail-at-check', 'fail', NULL FROM assignment WHERE status = 'active'
UNION ALL SELECT object, 'inactive-assignment-rules-stay', 'retain', NULL FROM assignment WHERE status = 'inactive'

UNION ALL SELECT object, 'creator-turns-off', 'disable', NULL FROM stopped
UNION ALL SELECT object, 'selected-stays-active', 'continue', NULL FROM chosen
  WHERE creator <> 'SUBJECT' AND status = 'active' AND triggered_by = 'selected_users'
UNION ALL SELECT object, 'selected-stops-at-check', 'fail', NULL FROM chosen
  WHERE creator <> 'SUBJECT' AND status = 'active' AND triggered_by = 'selected_users'
UNION ALL SELECT object, 'anyone-stays-active', outcome, NULL
  FROM object CROSS JOIN (SELECT 'continue' AS outcome UNION ALL SELECT 'leave-out')
  WHERE type = 'automation' AND creator <> 'SUBJECT' AND status = 'active' AND triggered_by = 'anyone'
UNION ALL SELECT object, 'inactive-automations-stay-inactive', 'retain', NULL FROM (
  SELECT object FROM object WHERE type = 'automation' AND status = 'inactive' AND creator = 'SUBJECT'
  UNION SELECT object FROM object WHERE type = 'automation' AND status = 'inactive' AND owner = 'SUBJECT'
  UNION SELECT object FROM chosen WHERE status = 'inactive')
UNION ALL SELECT object, 'owned-automations-open', 'leave-open', NULL FROM object
  WHERE type = 'automation' AND owner = 'SUBJECT' AND creator <> 'SUBJECT' AND status = 'active'
    AND triggered_by = 'selected_users' AND object NOT IN (SELECT object FROM chosen)
UNION ALL SELECT object, 'gone-from-owner-filter', 'stop-offering', NULL FROM leaver

UNION ALL SELECT object, 'scheduled-campaigns-still-sent', 'continue',
    CASE WHEN send_at > 'AT' THEN send_at END FROM object
  WHERE type = 'campaign' AND creator = 'SUBJECT' AND status = 'scheduled' AND send_at IS NOT NULL
UNION ALL SELECT object.object, 'campaigns-of-stopped-automations', 'fail', NULL
  FROM stopped CROSS JOIN object ON object.automation = stopped.object WHERE status = 'automated'
UNION ALL SELECT object, 'unscheduled-campaigns-open', 'leave-open', NULL FROM object
  WHERE type = 'campaign' AND creator = 'SUBJECT' AND status <> 'automated'
    AND NOT (status = 'scheduled' AND send_at IS NOT NULL)
UNION ALL SELECT object, 'automated-campaigns-open', 'leave-open', NULL FROM object
  WHERE type = 'campaign' AND creator = 'SUBJECT' AND status = 'automated'
    AND (automation IS NULL OR automation NOT IN (SELECT object FROM stopped))

UNION ALL SELECT object, 'docusign-documents-reachable', 'keep', NULL FROM object
  WHERE type = 'docusign_document' AND sender = 'SUBJECT'

UNION ALL SELECT object, 'email-sync-ends', 'end', NULL FROM object WHERE type = 'email_sync' AND owner = 'SUBJECT'
UNION ALL SELECT object, 'shared-email-templates-stay', 'retain', NULL FROM object
  WHERE type = 'email_template' AND creator = 'SUBJECT' AND shared
UNION ALL SELECT object, 'unshared-email-templates-open', 'leave-open', NULL FROM object
  WHERE type = 'email_template' AND creator = 'SUBJECT' AND NOT shared
UNION ALL SELECT object, 'linked-emails-stay', 'retain', NULL FROM object
  WHERE type = 'email' AND owner = 'SUBJECT' AND visibility = 'shared' AND linked
UNION ALL SELECT object, 'private-linked-emails', 'erase', strftime('%Y-%m-%dT%H:%M:%SZ', 'AT', '+30 days') FROM object
  WHERE type = 'email' AND owner = 'SUBJECT' AND visibility = 'private' AND linked
UNION ALL SELECT object, 'unlinked-emails-open', 'leave-open', NULL FROM object
  WHERE type = 'email' AND owner = 'SUBJECT' AND NOT linked

UNION ALL SELECT object, 'public-filters-stay', 'retain', NULL FROM object
  WHERE type = 'filter' AND creator = 'SUBJECT' AND visibility = 'public'
UNION ALL SELECT object, 'private-filters-open', 'leave-open', NULL FROM object
  WHERE type = 'filter' AND creator = 'SUBJECT' AND visibility = 'private'
UNION ALL SELECT object, 'filter-conditions-stay', 'retain', NULL FROM object
  WHERE type = 'filter_condition' AND user = 'SUBJECT'
UNION ALL SELECT object, 'no-new-filter-conditions', 'lose', NULL FROM leaver

UNION ALL SELECT object, 'shared-dashboards-pass-on', 'transfer', NULL FROM object, first_admin
  WHERE type = 'dashboard' AND owner = 'SUBJECT' AND shared
UNION ALL SELECT object, 'unshared-dashboards-open', 'leave-open', NULL FROM object
  WHERE type = 'dashboard' AND owner = 'SUBJECT' AND NOT shared
UNION ALL SELECT object, 'public-dashboard-links-off', 'disable', NULL FROM object
  WHERE type = 'dashboard_public_link' AND creator = 'SUBJECT'
UNION ALL SELECT object, 'shared-reports-unreachable', outcome, NULL
  FROM own_report, (SELECT 'cut-off' AS outcome UNION ALL SELECT 'lose') WHERE is_shared
UNION ALL SELECT object, 'unshared-reports-open', 'leave-open', NULL FROM own_report WHERE NOT is_shared
UNION ALL SELECT object, 'reports-and-goals-still-count-the-user', 'retain', NULL
  FROM listed CROSS JOIN object USING (number)
  WHERE listed.user = 'SUBJECT' AND field = 'users' AND type IN ('report', 'goal')
UNION ALL SELECT object, 'new-insights-filters', 'keep', NULL FROM leaver

UNION ALL SELECT object, 'user-is-deactivated', 'disable', NULL FROM leaver WHERE status = 'active'
UNION ALL SELECT object, 'seat-freed', 'unassign', NULL FROM object WHERE type = 'seat' AND user = 'SUBJECT'
UNION ALL SELECT object, 'freed-seat-can-be-used', 'gain', NULL
  FROM object CROSS JOIN (SELECT 'invite user' UNION ALL SELECT 'drop seat') WHERE type = 'seat' AND user = 'SUBJECT'
UNION ALL SELECT object, 'items-stay', 'retain', NULL FROM object
  WHERE type IN ('lead', 'deal', 'person', 'organization', 'product', 'activity', 'project', 'project_task')
    AND owner = 'SUBJECT'

UNION ALL SELECT object, 'live-chats-unassigned', 'unassign', NULL FROM object
  WHERE type = 'live_chat' AND operator = 'SUBJECT'
UNION ALL SELECT object, 'open-chats-can-be-taken-over', 'gain', NULL FROM object
  WHERE type = 'live_chat' AND operator = 'SUBJECT' AND status = 'open'
UNION ALL SELECT object, 'chatbot-passes-on', 'pass-to-somebody', NULL FROM object
  WHERE type = 'chatbot_playbook' AND user = 'SUBJECT'
UNION ALL SELECT object, 'web-forms-pass-on', 'pass-to-somebody', NULL FROM object
  WHERE type = 'web_form' AND user = 'SUBJECT'

UNION ALL SELECT object, 'own-apps-uninstalled', 'uninstall', NULL FROM object
  WHERE type = 'marketplace_app' AND installed_by = 'SUBJECT'
UNION ALL SELECT object.object, 'shared-apps-of-an-administrator-uninstalled', 'uninstall', NULL FROM object, leaver
  WHERE object.type = 'marketplace_app' AND object.installed_by <> 'SUBJECT' AND object.shared AND leaver.role = 'admin'

UNION ALL SELECT object, 'meeting-scheduler-link-expires', 'expire', NULL FROM object
  WHERE type = 'meeting_scheduler_link' AND owner = 'SUBJECT'
UNION ALL SELECT object, 'notes-and-files-stay', 'retain', NULL FROM object
  WHERE type IN ('note', 'comment', 'file') AND author = 'SUBJECT'

UNION ALL SELECT object, 'invoices-reachable-elsewhere', 'keep', NULL FROM object, quickbooks_elsewhere
  WHERE type = 'invoice' AND creator = 'SUBJECT' AND found
UNION ALL SELECT object, 'invoices-out-of-reach', outcome, NULL
  FROM object, quickbooks_elsewhere, (SELECT 'close' AS outcome UNION ALL SELECT 'lose')
  WHERE type = 'invoice' AND creator = 'SUBJECT' AND NOT found

UNION ALL SELECT object, 'documents-need-folder', 'restrict', NULL FROM document WHERE is_reached
UNION ALL SELECT object, 'documents-out-of-reach', 'close', NULL FROM document WHERE NOT is_reached
UNION ALL SELECT object, 'permitted-templates-need-folder', 'restrict', NULL FROM template
  WHERE permitted_at < 'AT' AND is_reached
UNION ALL SELECT object, 'permitted-templates-out-of-reach', 'close', NULL FROM template
  WHERE permitted_at < 'AT' AND NOT is_reached
UNION ALL SELECT object, 'templates-without-permission', 'close', NULL FROM template
  WHERE permitted_at IS NULL OR permitted_at >= 'AT'
UNION ALL SELECT object, 'esignatures-follow-the-deal', 'restrict', NULL FROM signature WHERE is_seen
UNION ALL SELECT object, 'esignatures-out-of-reach', 'close', NULL FROM signature WHERE NOT is_seen

UNION ALL SELECT object, 'identity-kept', 'retain', NULL FROM leaver
UNION ALL SELECT object, 'overview-stays-open', 'keep', NULL FROM leaver
UNION ALL SELECT object, 'webhooks-off', 'disable', NULL FROM object WHERE type = 'webhook' AND creator = 'SUBJECT';
