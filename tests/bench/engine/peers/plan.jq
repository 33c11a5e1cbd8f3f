# The plan of `deactivate` in jq, object after object: `jq_plan` says how it is called. $look holds the objects that
# look-ups need, which are users, storage folders, deals and automations, in lists.

def key: "\(.type):\(.id)";
def is_one_of($types): .type as $type | any($types[]; . == $type);
def holds($list): any($list[]?; . == $subject);

($look | map(select(.type == "user"))) as $users
| ([$users[] | select(key == $subject)] | first) as $leaver
| [$users[] | select(.status == "active" and key != $subject)] as $others
| (reduce $others[] as $user ({}; .[$user | key] = true)) as $reachable
| ([$others[] | select(.role == "admin")] | min_by(.created_at)) as $first_admin
| any($others[]; .quickbooks) as $quickbooks_elsewhere
| (reduce ($look[] | select(.type == "cloud_storage_folder")) as $folder
    ({}; .[$folder | key] = any($folder.members[]; $reachable[.]))) as $folder_is_reached
| (reduce ($look[] | select(.type == "deal")) as $deal
    ({}; .[$deal | key] = any($deal.visible_to[]; $reachable[.]))) as $deal_is_seen
| (reduce ($look[] | select(.type == "automation" and .creator == $subject and .status == "active")) as $automation
    ({}; .[$automation | key] = true)) as $stopped
| ($at | fromdateiso8601 + 30 * 86400 | todateiso8601) as $in_30_days

| inputs
| . as $object
| (if is_one_of(["lead", "deal", "person", "organization", "product", "activity", "project", "project_task"]) then
    if .owner == $subject then ["items-stay", "retain"] else empty end

  elif is_one_of(["note", "comment", "file"]) then
    if .author == $subject then ["notes-and-files-stay", "retain"] else empty end

  elif .type == "email" then
    if .owner != $subject then empty
    elif .linked_to == [] then ["unlinked-emails-open", "leave-open"]
    elif .visibility == "shared" then ["linked-emails-stay", "retain"]
    else ["private-linked-emails", "erase", $in_30_days] end

  elif .type == "email_template" then
    if .creator != $subject then empty
    elif .shared then ["shared-email-templates-stay", "retain"]
    else ["unshared-email-templates-open", "leave-open"] end

  elif .type == "email_sync" then
    if .owner == $subject then ["email-sync-ends", "end"] else empty end

  elif is_one_of(["contact_sync", "calendar_sync", "google_drive_sync"]) then
    if .owner == $subject then ["account-syncs-end", "end"] else empty end

  elif .type == "assignment_rule" then
    if holds(.users) | not then empty
    elif .status == "active"
    then ["assignment-rules-keep-running", "continue"], ["assignment-rules-fail-at-check", "fail"]
    else ["inactive-assignment-rules-stay", "retain"] end

  elif .type == "automation" then
    if .status == "inactive" then
      if .creator == $subject or .owner == $subject or holds(.selected_users)
      then ["inactive-automations-stay-inactive", "retain"] else empty end
    elif .creator == $subject then ["creator-turns-off", "disable"]
    elif .triggered_by == "anyone" then ["anyone-stays-active", "continue"], ["anyone-stays-active", "leave-out"]
    elif holds(.selected_users) then ["selected-stays-active", "continue"], ["selected-stops-at-check", "fail"]
    elif .owner == $subject then ["owned-automations-open", "leave-open"]
    else empty end

  elif .type == "campaign" then
    (if .status == "automated" and .automation != null and $stopped[.automation]
     then ["campaigns-of-stopped-automations", "fail"] else empty end),
    (if .creator != $subject then empty
     elif .status == "automated" then
       if .automation == null or ($stopped[.automation] | not)
       then ["automated-campaigns-open", "leave-open"] else empty end
     elif .status == "scheduled" and .send_at != null
     then ["scheduled-campaigns-still-sent", "continue", (.send_at | select(. > $at))? // ""]
     else ["unscheduled-campaigns-open", "leave-open"] end)

  elif .type == "docusign_document" then
    if .sender == $subject then ["docusign-documents-reachable", "keep"] else empty end

  elif .type == "filter" then
    if .creator != $subject then empty
    elif .visibility == "public" then ["public-filters-stay", "retain"]
    else ["private-filters-open", "leave-open"] end

  elif .type == "filter_condition" then
    if .user == $subject then ["filter-conditions-stay", "retain"] else empty end

  elif .type == "dashboard" then
    if .owner != $subject then empty
    elif .shared | not then ["unshared-dashboards-open", "leave-open"]
    elif $first_admin != null then ["shared-dashboards-pass-on", "transfer"]
    else empty end

  elif .type == "dashboard_public_link" then
    if .creator == $subject then ["public-dashboard-links-off", "disable"] else empty end

  elif .type == "report" then
    (if .owner != $subject then empty
     elif any(.viewers[]; . != $subject)
     then ["shared-reports-unreachable", "cut-off"], ["shared-reports-unreachable", "lose"]
     else ["unshared-reports-open", "leave-open"] end),
    (if holds(.users) then ["reports-and-goals-still-count-the-user", "retain"] else empty end)

  elif .type == "goal" then
    if holds(.users) then ["reports-and-goals-still-count-the-user", "retain"] else empty end

  elif .type == "user" then
    if key != $subject then empty
    else
      (if .status == "active" then ["user-is-deactivated", "disable"] else empty end),
      ["gone-from-owner-filter", "stop-offering"], ["no-new-filter-conditions", "lose"],
      ["new-insights-filters", "keep"], ["identity-kept", "retain"], ["overview-stays-open", "keep"]
    end

  elif .type == "seat" then
    if .user == $subject
    then ["seat-freed", "unassign"], ["freed-seat-can-be-used", "gain"], ["freed-seat-can-be-used", "gain"]
    else empty end

  elif .type == "live_chat" then
    if .operator != $subject then empty
    else
      ["live-chats-unassigned", "unassign"],
      (if .status == "open" then ["open-chats-can-be-taken-over", "gain"] else empty end)
    end

  elif .type == "chatbot_playbook" then
    if .user == $subject then ["chatbot-passes-on", "pass-to-somebody"] else empty end

  elif .type == "web_form" then
    if .user == $subject then ["web-forms-pass-on", "pass-to-somebody"] else empty end

  elif .type == "marketplace_app" then
    if .installed_by == $subject then ["own-apps-uninstalled", "uninstall"]
    elif .shared and $leaver.role == "admin" then ["shared-apps-of-an-administrator-uninstalled", "uninstall"]
    else empty end

  elif .type == "meeting_scheduler_link" then
    if .owner == $subject then ["meeting-scheduler-link-expires", "expire"] else empty end

  elif .type == "invoice" then
    if .creator != $subject then empty
    elif $quickbooks_elsewhere then ["invoices-reachable-elsewhere", "keep"]
    else ["invoices-out-of-reach", "close"], ["invoices-out-of-reach", "lose"] end

  elif .type == "smart_document" then
    if .creator != $subject then empty
    elif $folder_is_reached[.folder] then ["documents-need-folder", "restrict"]
    else ["documents-out-of-reach", "close"] end

  elif .type == "smart_docs_template" then
    if .owner != $subject then empty
    elif .permitted_at == null or .permitted_at >= $at then ["templates-without-permission", "close"]
    elif $folder_is_reached[.folder] then ["permitted-templates-need-folder", "restrict"]
    else ["permitted-templates-out-of-reach", "close"] end

  elif .type == "esignature_document" then
    if .sender != $subject then empty
    elif $deal_is_seen[.deal] then ["esignatures-follow-the-deal", "restrict"]
    else ["esignatures-out-of-reach", "close"] end

  elif .type == "webhook" then
    if .creator == $subject then ["webhooks-off", "disable"] else empty end

  else empty end) as $change
| [($object | key), $change[0], $change[1], $change[2] // ""]
| @tsv
