-- The plan of `deactivate` in DuckDB, over one scan of the account. $source, $subject, $at and $out are filled in by
-- duckdb.mjs.
--
-- The scan keeps what concerns the leaver and what look-ups need; the rules go over that.
CREATE TEMP MACRO holds(list, item) AS coalesce(list_contains(list, item), false);
CREATE TEMP MACRO instant(moment) AS strftime(moment, '%Y-%m-%dT%H:%M:%SZ');

COPY (
WITH
relevant AS MATERIALIZED (
  SELECT * FROM $source
  WHERE owner = '$subject' OR creator = '$subject' OR author = '$subject' OR "user" = '$subject'
     OR sender = '$subject' OR operator = '$subject' OR installed_by = '$subject'
     OR list_contains(users, '$subject') OR list_contains(selected_users, '$subject')
     OR type IN ('user', 'cloud_storage_folder', 'deal')
     OR type = 'automation' AND status = 'active' AND triggered_by = 'anyone'
     OR type = 'campaign' AND status = 'automated' AND automation IS NOT NULL
     OR type = 'marketplace_app' AND shared
),
o AS MATERIALIZED (
  SELECT *, type || ':' || id AS object FROM relevant WHERE type <> 'deal' OR owner = '$subject'
),
account_user AS MATERIALIZED (SELECT * FROM o WHERE type = 'user'),
leaver AS MATERIALIZED (SELECT * FROM account_user WHERE object = '$subject'),
reachable AS MATERIALIZED (  -- who can still reach things
  SELECT object AS person FROM account_user WHERE status = 'active' AND object <> '$subject'
),
first_admin AS MATERIALIZED (
  SELECT object AS person FROM account_user
  WHERE role = 'admin' AND status = 'active' AND object <> '$subject'
  ORDER BY created_at LIMIT 1
),
quickbooks_elsewhere AS MATERIALIZED (
  SELECT coalesce(bool_or(quickbooks AND status = 'active' AND object <> '$subject'), false) AS found FROM account_user
),
folder AS MATERIALIZED (
  SELECT object, list_has_any(members, (SELECT coalesce(list(person), []) FROM reachable)) AS is_reached
  FROM o WHERE type = 'cloud_storage_folder'
),
deal AS MATERIALIZED (
  SELECT type || ':' || id AS object,
    list_has_any(visible_to, (SELECT coalesce(list(person), []) FROM reachable)) AS is_seen
  FROM relevant WHERE type = 'deal'
    AND type || ':' || id IN (SELECT d.deal FROM o d WHERE d.type = 'esignature_document' AND d.sender = '$subject')
),
stopped AS MATERIALIZED (  -- automations that are switched off
  SELECT object FROM o WHERE type = 'automation' AND creator = '$subject' AND status = 'active'
),
document AS MATERIALIZED (
  SELECT o.object, folder.is_reached FROM o JOIN folder ON folder.object = o.folder
  WHERE o.type = 'smart_document' AND o.creator = '$subject'
),
template AS MATERIALIZED (
  SELECT o.object, o.permitted_at, folder.is_reached FROM o JOIN folder ON folder.object = o.folder
  WHERE o.type = 'smart_docs_template' AND o.owner = '$subject'
),
signature AS MATERIALIZED (
  SELECT o.object, deal.is_seen FROM o JOIN deal ON deal.object = o.deal
  WHERE o.type = 'esignature_document' AND o.sender = '$subject'
)

SELECT object, 'account-syncs-end' AS rule, 'end' AS outcome, NULL AS due FROM o
  WHERE type IN ('contact_sync', 'calendar_sync', 'google_drive_sync') AND owner = '$subject'

UNION ALL SELECT object, 'assignment-rules-keep-running', 'continue', NULL FROM o
  WHERE type = 'assignment_rule' AND holds(users, '$subject') AND status = 'active'
UNION ALL SELECT object, 'assignment-rules-fail-at-check', 'fail', NULL FROM o
  WHERE type = 'assignment_rule' AND holds(users, '$subject') AND status = 'active'
UNION ALL SELECT object, 'inactive-assignment-rules-stay', 'retain', NULL FROM o
  WHERE type = 'assignment_rule' AND holds(users, '$subject') AND status = 'inactive'

UNION ALL SELECT object, 'creator-turns-off', 'disable', NULL FROM stopped
UNION ALL SELECT object, 'selected-stays-active', 'continue', NULL FROM o
  WHERE type = 'automation' AND creator <> '$subject' AND status = 'active'
    AND triggered_by = 'selected_users' AND holds(selected_users, '$subject')
UNION ALL SELECT object, 'selected-stops-at-check', 'fail', NULL FROM o
  WHERE type = 'automation' AND creator <> '$subject' AND status = 'active'
    AND triggered_by = 'selected_users' AND holds(selected_users, '$subject')
UNION ALL SELECT object, 'anyone-stays-active', unnest(['continue', 'leave-out']), NULL FROM o
  WHERE type = 'automation' AND creator <> '$subject' AND status = 'active' AND triggered_by = 'anyone'
UNION ALL SELECT object, 'inactive-automations-stay-inactive', 'retain', NULL FROM o
  WHERE type = 'automation' AND status = 'inactive'
    AND (creator = '$subject' OR owner = '$subject' OR holds(selected_users, '$subject'))
UNION ALL SELECT object, 'owned-automations-open', 'leave-open', NULL FROM o
  WHERE type = 'automation' AND owner = '$subject' AND creator <> '$subject' AND status = 'active'
    AND triggered_by = 'selected_users' AND NOT holds(selected_users, '$subject')
UNION ALL SELECT object, 'gone-from-owner-filter', 'stop-offering', NULL FROM leaver

UNION ALL SELECT object, 'scheduled-campaigns-still-sent', 'continue',
    CASE WHEN send_at > TIMESTAMP '$at' THEN instant(send_at) END FROM o
  WHERE type = 'campaign' AND creator = '$subject' AND status = 'scheduled' AND send_at IS NOT NULL
UNION ALL SELECT object, 'campaigns-of-stopped-automations', 'fail', NULL FROM o
  WHERE type = 'campaign' AND status = 'automated' AND automation IN (SELECT object FROM stopped)
UNION ALL SELECT object, 'unscheduled-campaigns-open', 'leave-open', NULL FROM o
  WHERE type = 'campaign' AND creator = '$subject' AND status <> 'automated'
    AND NOT (status = 'scheduled' AND send_at IS NOT NULL)
UNION ALL SELECT object, 'automated-campaigns-open', 'leave-open', NULL FROM o
  WHERE type = 'campaign' AND creator = '$subject' AND status = 'automated'
    AND (automation IS NULL OR automation NOT IN (SELECT object FROM stopped))

UNION ALL SELECT object, 'docusign-documents-reachable', 'keep', NULL FROM o
  WHERE type = 'docusign_document' AND sender = '$subject'

UNION ALL SELECT object, 'email-sync-ends', 'end', NULL FROM o WHERE type = 'email_sync' AND owner = '$subject'
UNION ALL SELECT object, 'shared-email-templates-stay', 'retain', NULL FROM o
  WHERE type = 'email_template' AND creator = '$subject' AND shared
UNION ALL SELECT object, 'unshared-email-templates-open', 'leave-open', NULL FROM o
  WHERE type = 'email_template' AND creator = '$subject' AND NOT shared
UNION ALL SELECT object, 'linked-emails-stay', 'retain', NULL FROM o
  WHERE type = 'email' AND owner = '$subject' AND visibility = 'shared' AND len(linked_to) > 0
UNION ALL SELECT object, 'private-linked-emails', 'erase', instant(TIMESTAMP '$at' + INTERVAL 30 DAY) FROM o
  WHERE type = 'email' AND owner = '$subject' AND visibility = 'private' AND len(linked_to) > 0
UNION ALL SELECT object, 'unlinked-emails-open', 'leave-open', NULL FROM o
  WHERE type = 'email' AND owner = '$subject' AND len(linked_to) = 0

UNION ALL SELECT object, 'public-filters-stay', 'retain', NULL FROM o
  WHERE type = 'filter' AND creator = '$subject' AND visibility = 'public'
UNION ALL SELECT object, 'private-filters-open', 'leave-open', NULL FROM o
  WHERE type = 'filter' AND creator = '$subject' AND visibility = 'private'
UNION ALL SELECT object, 'filter-conditions-stay', 'retain', NULL FROM o
  WHERE type = 'filter_condition' AND "user" = '$subject'
UNION ALL SELECT object, 'no-new-filter-conditions', 'lose', NULL FROM leaver

UNION ALL SELECT object, 'shared-dashboards-pass-on', 'transfer', NULL FROM o, first_admin
  WHERE type = 'dashboard' AND owner = '$subject' AND shared
UNION ALL SELECT object, 'unshared-dashboards-open', 'leave-open', NULL FROM o
  WHERE type = 'dashboard' AND owner = '$subject' AND NOT shared
UNION ALL SELECT object, 'public-dashboard-links-off', 'disable', NULL FROM o
  WHERE type = 'dashboard_public_link' AND creator = '$subject'
UNION ALL SELECT object, 'shared-reports-unreachable', unnest(['cut-off', 'lose']), NULL FROM o
  WHERE type = 'report' AND owner = '$subject' AND len(list_filter(viewers, lambda v: v <> '$subject')) > 0
UNION ALL SELECT object, 'unshared-reports-open', 'leave-open', NULL FROM o
  WHERE type = 'report' AND owner = '$subject' AND len(list_filter(viewers, lambda v: v <> '$subject')) = 0
UNION ALL SELECT object, 'reports-and-goals-still-count-the-user', 'retain', NULL FROM o
  WHERE type IN ('report', 'goal') AND holds(users, '$subject')
UNION ALL SELECT object, 'new-insights-filters', 'keep', NULL FROM leaver

UNION ALL SELECT object, 'user-is-deactivated', 'disable', NULL FROM leaver WHERE status = 'active'
UNION ALL SELECT object, 'seat-freed', 'unassign', NULL FROM o WHERE type = 'seat' AND "user" = '$subject'
UNION ALL SELECT object, 'freed-seat-can-be-used', unnest(['gain', 'gain']), NULL FROM o
  WHERE type = 'seat' AND "user" = '$subject'
UNION ALL SELECT object, 'items-stay', 'retain', NULL FROM o
  WHERE type IN ('lead', 'deal', 'person', 'organization', 'product', 'activity', 'project', 'project_task')
    AND owner = '$subject'

UNION ALL SELECT object, 'live-chats-unassigned', 'unassign', NULL FROM o
  WHERE type = 'live_chat' AND operator = '$subject'
UNION ALL SELECT object, 'open-chats-can-be-taken-over', 'gain', NULL FROM o
  WHERE type = 'live_chat' AND operator = '$subject' AND status = 'open'
UNION ALL SELECT object, 'chatbot-passes-on', 'pass-to-somebody', NULL FROM o
  WHERE type = 'chatbot_playbook' AND "user" = '$subject'
UNION ALL SELECT object, 'web-forms-pass-on', 'pass-to-somebody', NULL FROM o
  WHERE type = 'web_form' AND "user" = '$subject'

UNION ALL SELECT object, 'own-apps-uninstalled', 'uninstall', NULL FROM o
  WHERE type = 'marketplace_app' AND installed_by = '$subject'
UNION ALL SELECT o.object, 'shared-apps-of-an-administrator-uninstalled', 'uninstall', NULL FROM o, leaver
  WHERE o.type = 'marketplace_app' AND o.installed_by <> '$subject' AND o.shared AND leaver.role = 'admin'

UNION ALL SELECT object, 'meeting-scheduler-link-expires', 'expire', NULL FROM o
  WHERE type = 'meeting_scheduler_link' AND owner = '$subject'
UNION ALL SELECT object, 'notes-and-files-stay', 'retain', NULL FROM o
  WHERE type IN ('note', 'comment', 'file') AND author = '$subject'

UNION ALL SELECT object, 'invoices-reachable-elsewhere', 'keep', NULL FROM o, quickbooks_elsewhere
  WHERE type = 'invoice' AND creator = '$subject' AND found
UNION ALL SELECT object, 'invoices-out-of-reach', unnest(['close', 'lose']), NULL FROM o, quickbooks_elsewhere
  WHERE type = 'invoice' AND creator = '$subject' AND NOT found

UNION ALL SELECT object, 'documents-need-folder', 'restrict', NULL FROM document WHERE is_reached
UNION ALL SELECT object, 'documents-out-of-reach', 'close', NULL FROM document WHERE NOT is_reached
UNION ALL SELECT object, 'permitted-templates-need-folder', 'restrict', NULL FROM template
  WHERE permitted_at < TIMESTAMP '$at' AND is_reached
UNION ALL SELECT object, 'permitted-templates-out-of-reach', 'close', NULL FROM template
  WHERE permitted_at < TIMESTAMP '$at' AND NOT is_reached
UNION ALL SELECT object, 'templates-without-permission', 'close', NULL FROM template
  WHERE permitted_at IS NULL OR permitted_at >= TIMESTAMP '$at'
UNION ALL SELECT object, 'esignatures-follow-the-deal', 'restrict', NULL FROM signature WHERE is_seen
UNION ALL SELECT object, 'esignatures-out-of-reach', 'close', NULL FROM signature WHERE NOT is_seen

UNION ALL SELECT object, 'identity-kept', 'retain', NULL FROM leaver
UNION ALL SELECT object, 'overview-stays-open', 'keep', NULL FROM leaver
UNION ALL SELECT object, 'webhooks-off', 'disable', NULL FROM o WHERE type = 'webhook' AND creator = '$subject'
) TO '$out' (FORMAT CSV, HEADER false, DELIMITER E'\t');
