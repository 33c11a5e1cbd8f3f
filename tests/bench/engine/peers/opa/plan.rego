# The plan of `deactivate` in Rego. `data.account` holds the objects, by type; `input` the subject and the time.
#
# A change is [object, rule, outcome, due, what tells it from another like it].
package pipedrive

key(object) := concat(":", [object.type, object.id])

reachable contains key(user) if {
	some user in data.account.user
	user.status == "active"
	key(user) != input.subject
}

leaver := [user | some user in data.account.user; key(user) == input.subject][0]

admins contains [user.created_at, key(user)] if {
	some user in data.account.user
	user.role == "admin"
	user.status == "active"
	key(user) != input.subject
}

quickbooks_elsewhere if {
	some user in data.account.user
	user.quickbooks
	user.status == "active"
	key(user) != input.subject
}

folder_is_reached[key(folder)] if {
	some folder in data.account.cloud_storage_folder
	some member in folder.members
	member in reachable
}

deals_of_signatures contains document.deal if {
	some document in data.account.esignature_document
	document.sender == input.subject
}

deal_is_seen[name] if {
	some deal in data.account.deal
	name := key(deal)
	name in deals_of_signatures
	some viewer in deal.visible_to
	viewer in reachable
}

stopped contains key(automation) if {
	some automation in data.account.automation
	automation.creator == input.subject
	automation.status == "active"
}

# ---- items, notes and files

changes contains [key(item), "items-stay", "retain", "", ""] if {
	some type in ["lead", "deal", "person", "organization", "product", "activity", "project", "project_task"]
	some item in data.account[type]
	item.owner == input.subject
}

changes contains [key(piece), "notes-and-files-stay", "retain", "", ""] if {
	some type in ["note", "comment", "file"]
	some piece in data.account[type]
	piece.author == input.subject
}

# ---- emails

emails contains email if {
	some email in data.account.email
	email.owner == input.subject
}

changes contains [key(email), "unlinked-emails-open", "leave-open", "", ""] if {
	some email in emails
	email.linked_to == []
}

changes contains [key(email), "linked-emails-stay", "retain", "", ""] if {
	some email in emails
	email.visibility == "shared"
	email.linked_to != []
}

changes contains [key(email), "private-linked-emails", "erase", input.in_30_days, ""] if {
	some email in emails
	email.visibility == "private"
	email.linked_to != []
}

changes contains [key(template), "shared-email-templates-stay", "retain", "", ""] if {
	some template in data.account.email_template
	template.creator == input.subject
	template.shared
}

changes contains [key(template), "unshared-email-templates-open", "leave-open", "", ""] if {
	some template in data.account.email_template
	template.creator == input.subject
	not template.shared
}

changes contains [key(sync), "email-sync-ends", "end", "", ""] if {
	some sync in data.account.email_sync
	sync.owner == input.subject
}

changes contains [key(sync), "account-syncs-end", "end", "", ""] if {
	some type in ["contact_sync", "calendar_sync", "google_drive_sync"]
	some sync in data.account[type]
	sync.owner == input.subject
}

changes contains [key(link), "meeting-scheduler-link-expires", "expire", "", ""] if {
	some link in data.account.meeting_scheduler_link
	link.owner == input.subject
}

# ---- automations and what they send

changes contains [key(rule), change[0], change[1], "", ""] if {
	some rule in data.account.assignment_rule
	input.subject in rule.users
	some change in {
		"active": [["assignment-rules-keep-running", "continue"], ["assignment-rules-fail-at-check", "fail"]],
		"inactive": [["inactive-assignment-rules-stay", "retain"]],
	}[rule.status]
}

changes contains [name, "creator-turns-off", "disable", "", ""] if {
	some name in stopped
}

changes contains [key(automation), change[0], change[1], "", ""] if {
	some automation in data.account.automation
	automation.triggered_by == "selected_users"
	automation.status == "active"
	automation.creator != input.subject
	input.subject in automation.selected_users
	some change in [["selected-stays-active", "continue"], ["selected-stops-at-check", "fail"]]
}

changes contains [key(automation), "anyone-stays-active", outcome, "", ""] if {
	some automation in data.account.automation
	automation.triggered_by == "anyone"
	automation.status == "active"
	automation.creator != input.subject
	some outcome in ["continue", "leave-out"]
}

concerns(automation) if automation.creator == input.subject

concerns(automation) if automation.owner == input.subject

concerns(automation) if input.subject in automation.selected_users

changes contains [key(automation), "inactive-automations-stay-inactive", "retain", "", ""] if {
	some automation in data.account.automation
	automation.status == "inactive"
	concerns(automation)
}

changes contains [key(automation), "owned-automations-open", "leave-open", "", ""] if {
	some automation in data.account.automation
	automation.owner == input.subject
	automation.creator != input.subject
	automation.status == "active"
	automation.triggered_by == "selected_users"
	not input.subject in automation.selected_users
}

changes contains [key(campaign), "campaigns-of-stopped-automations", "fail", "", ""] if {
	some campaign in data.account.campaign
	campaign.status == "automated"
	campaign.automation in stopped
}

campaigns contains campaign if {
	some campaign in data.account.campaign
	campaign.creator == input.subject
}

is_scheduled(campaign) if {
	campaign.status == "scheduled"
	campaign.send_at != null
}

later(time) := time if time > input.at

later(time) := "" if time <= input.at

changes contains [key(campaign), "scheduled-campaigns-still-sent", "continue", later(campaign.send_at), ""] if {
	some campaign in campaigns
	is_scheduled(campaign)
}

changes contains [key(campaign), "unscheduled-campaigns-open", "leave-open", "", ""] if {
	some campaign in campaigns
	campaign.status != "automated"
	not is_scheduled(campaign)
}

changes contains [key(campaign), "automated-campaigns-open", "leave-open", "", ""] if {
	some campaign in campaigns
	campaign.status == "automated"
	not campaign.automation in stopped
}

# ---- views

changes contains [key(filter), change[0], change[1], "", ""] if {
	some filter in data.account.filter
	filter.creator == input.subject
	change := {
		"public": ["public-filters-stay", "retain"],
		"private": ["private-filters-open", "leave-open"],
	}[filter.visibility]
}

changes contains [key(condition), "filter-conditions-stay", "retain", "", ""] if {
	some condition in data.account.filter_condition
	condition.user == input.subject
}

changes contains [key(dashboard), "shared-dashboards-pass-on", "transfer", "", ""] if {
	some dashboard in data.account.dashboard
	dashboard.owner == input.subject
	dashboard.shared
	count(admins) > 0
}

changes contains [key(dashboard), "unshared-dashboards-open", "leave-open", "", ""] if {
	some dashboard in data.account.dashboard
	dashboard.owner == input.subject
	not dashboard.shared
}

changes contains [key(link), "public-dashboard-links-off", "disable", "", ""] if {
	some link in data.account.dashboard_public_link
	link.creator == input.subject
}

is_shared(report) if {
	some viewer in report.viewers
	viewer != input.subject
}

changes contains [key(report), "shared-reports-unreachable", outcome, "", ""] if {
	some report in data.account.report
	report.owner == input.subject
	is_shared(report)
	some outcome in ["cut-off", "lose"]
}

changes contains [key(report), "unshared-reports-open", "leave-open", "", ""] if {
	some report in data.account.report
	report.owner == input.subject
	not is_shared(report)
}

changes contains [key(measure), "reports-and-goals-still-count-the-user", "retain", "", ""] if {
	some type in ["report", "goal"]
	some measure in data.account[type]
	input.subject in measure.users
}

# ---- the user

changes contains [input.subject, change[0], change[1], "", ""] if {
	some change in [
		["gone-from-owner-filter", "stop-offering"], ["no-new-filter-conditions", "lose"], ["new-insights-filters", "keep"],
		["identity-kept", "retain"], ["overview-stays-open", "keep"],
	]
}

changes contains [input.subject, "user-is-deactivated", "disable", "", ""] if {
	leaver.status == "active"
}

changes contains [key(seat), change[0], change[1], "", change[2]] if {
	some seat in data.account.seat
	seat.user == input.subject
	some change in [
		["seat-freed", "unassign", ""],
		["freed-seat-can-be-used", "gain", "invite user"], ["freed-seat-can-be-used", "gain", "drop seat"],
	]
}

# ---- add-ons, apps and webhooks

changes contains [key(chat), "live-chats-unassigned", "unassign", "", ""] if {
	some chat in data.account.live_chat
	chat.operator == input.subject
}

changes contains [key(chat), "open-chats-can-be-taken-over", "gain", "", ""] if {
	some chat in data.account.live_chat
	chat.operator == input.subject
	chat.status == "open"
}

changes contains [key(playbook), "chatbot-passes-on", "pass-to-somebody", "", ""] if {
	some playbook in data.account.chatbot_playbook
	playbook.user == input.subject
}

changes contains [key(form), "web-forms-pass-on", "pass-to-somebody", "", ""] if {
	some form in data.account.web_form
	form.user == input.subject
}

changes contains [key(app), "own-apps-uninstalled", "uninstall", "", ""] if {
	some app in data.account.marketplace_app
	app.installed_by == input.subject
}

changes contains [key(app), "shared-apps-of-an-administrator-uninstalled", "uninstall", "", ""] if {
	leaver.role == "admin"
	some app in data.account.marketplace_app
	app.shared
	app.installed_by != input.subject
}

changes contains [key(webhook), "webhooks-off", "disable", "", ""] if {
	some webhook in data.account.webhook
	webhook.creator == input.subject
}

# ---- documents

changes contains [key(document), "docusign-documents-reachable", "keep", "", ""] if {
	some document in data.account.docusign_document
	document.sender == input.subject
}

changes contains [key(invoice), "invoices-reachable-elsewhere", "keep", "", ""] if {
	quickbooks_elsewhere
	some invoice in data.account.invoice
	invoice.creator == input.subject
}

changes contains [key(invoice), "invoices-out-of-reach", outcome, "", ""] if {
	not quickbooks_elsewhere
	some invoice in data.account.invoice
	invoice.creator == input.subject
	some outcome in ["close", "lose"]
}

documents contains document if {
	some document in data.account.smart_document
	document.creator == input.subject
}

changes contains [key(document), "documents-need-folder", "restrict", "", ""] if {
	some document in documents
	folder_is_reached[document.folder]
}

changes contains [key(document), "documents-out-of-reach", "close", "", ""] if {
	some document in documents
	not folder_is_reached[document.folder]
}

templates contains template if {
	some template in data.account.smart_docs_template
	template.owner == input.subject
}

is_permitted(template) if {
	template.permitted_at != null
	template.permitted_at < input.at
}

changes contains [key(template), "permitted-templates-need-folder", "restrict", "", ""] if {
	some template in templates
	is_permitted(template)
	folder_is_reached[template.folder]
}

changes contains [key(template), "permitted-templates-out-of-reach", "close", "", ""] if {
	some template in templates
	is_permitted(template)
	not folder_is_reached[template.folder]
}

changes contains [key(template), "templates-without-permission", "close", "", ""] if {
	some template in templates
	not is_permitted(template)
}

signatures contains document if {
	some document in data.account.esignature_document
	document.sender == input.subject
}

changes contains [key(document), "esignatures-follow-the-deal", "restrict", "", ""] if {
	some document in signatures
	deal_is_seen[document.deal]
}

changes contains [key(document), "esignatures-out-of-reach", "close", "", ""] if {
	some document in signatures
	not deal_is_seen[document.deal]
}
