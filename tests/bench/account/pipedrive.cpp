#include "tests/bench/account/pipedrive.h"

#include <vector>

#include "tests/bench/account/entities.h"
#include "tests/bench/account/fields.h"
#include "tests/bench/account/line.h"
#include "tests/bench/account/population.h"
#include "tests/bench/account/random.h"
#include "tests/bench/account/users.h"

namespace exeunt::bench {
namespace {

constexpr uint32_t without_owner = 2;  // percent

void write_user(Fields& fields, const User& who, uint32_t ordinal, Random& random) {
  if (who.status == User::Status::deleted) {
    fields.null("name").null("email").null("picture");
  } else {
    fields.numbered("name", who.is_admin       ? "Administrator "
                            : ordinal % 3 == 0 ? "Account Manager "
                                               : "Sales Rep ")
        .numbered("email", who.is_admin ? "administrator." : "user.", "@example.com");
    if (random.percent(40)) {
      fields.null("picture");
    } else {
      fields.numbered("picture", "https://files.example.com/pictures/", ".png");
    }
  }
  fields.text("status", who.status == User::Status::active        ? "active"
                        : who.status == User::Status::deactivated ? "deactivated"
                                                                  : "deleted");
  // No two users joined in the same second: who did first is never a tie.
  constexpr uint32_t seconds_between = 97;
  fields.text("role", who.is_admin ? "admin" : "regular")
      .timestamp_at("created_at", 2014, 9, ordinal * seconds_between);
  fields.flag("account_settings", who.is_admin ? 100 : 2).flag("quickbooks", 5);
}

/// Every seat that is taken is an active user's; a few are free.
void write_seat(Fields& fields, const Users& users, uint32_t ordinal) {
  fields.reference("subscription", subscription);
  if (ordinal < users.all().size() && users.all()[ordinal].status == User::Status::active) {
    fields.user("user", users.all()[ordinal]);
  } else {
    fields.null("user");
  }
}

void write_activity(Fields& fields, Random& random) {
  fields.task("title", random.below(5) / 2).somebody_or_null("owner", without_owner);
  const uint32_t chance = random.below(100);
  if (chance < 10) {
    fields.null("due_at");
  } else if (chance < 20) {
    fields.day("due_at", 2022, 3);
  } else {
    fields.timestamp("due_at", 2022, 3);
  }
  fields.flag("done", 70).reference("deal", deal, 30);
}

void write_automation(Fields& fields, Random& random) {
  fields.title("name").somebody("creator").somebody("owner").one_of_two("status", "active", "inactive", 70);
  if (random.percent(20)) {
    fields.text("triggered_by", "anyone").people("selected_users", 0, 0);
  } else {
    fields.text("triggered_by", "selected_users").people("selected_users", 1, 4);
  }
}

void write_campaign(Fields& fields, Random& random) {
  fields.title("name").somebody("creator");
  switch (random.below(4)) {
    case 0:
      fields.text("status", "draft").null("send_at").null("automation");
      break;
    case 1:
      fields.text("status", "scheduled").timestamp_or_null("send_at", 5, 2024, 2).null("automation");
      break;
    case 2:
      fields.text("status", "automated").null("send_at").reference("automation", automation, 5);
      break;
    default:
      fields.text("status", "sent").timestamp("send_at", 2020, 4).null("automation");
  }
}

void write_form(Fields& fields, Random& random) {
  fields.title("name").somebody_or_null("user", 10);
  if (random.percent(40)) {
    fields.numbered("custom_email", "replies.", "@example.com");
  } else {
    fields.null("custom_email");
  }
}

void write_members(Entity entity, uint32_t ordinal, Fields& fields, const Users& users, Random& random) {
  switch (entity) {
    case account:
      fields.text("name", "Example Trading Company");
      break;
    case subscription:
      fields.text("plan", "Professional, yearly");
      break;
    case user:
      write_user(fields, users.all()[ordinal], ordinal, random);
      break;
    case seat:
      write_seat(fields, users, ordinal);
      break;

    case lead:
      fields.title("title").somebody_or_null("owner", without_owner).reference("person", person, 20);
      fields.reference("organization", organization, 30);
      break;
    case deal:
      fields.title("title").somebody_or_null("owner", without_owner).one_of("status", {"open", "won", "lost"});
      fields.amount("value", 500'000).reference("person", person, 10).reference("organization", organization, 20);
      fields.people("visible_to", 0, 4);
      break;
    case person:
      fields.contact("name").somebody_or_null("owner", without_owner).reference("organization", organization, 20);
      break;
    case organization:
      fields.company("name").somebody_or_null("owner", without_owner);
      break;
    case product:
      fields.title("name").somebody_or_null("owner", without_owner);
      break;
    case activity:
      write_activity(fields, random);
      break;
    case project:
      fields.title("title").somebody_or_null("owner", without_owner).references("deals", {deal}, 3);
      break;
    case project_task:
      fields.task("title", 0).somebody_or_null("owner", without_owner).reference("project", project);
      fields.flag("done", 60);
      break;

    case note:
      fields.remarks("text", 2, 8).somebody("author");
      fields.reference("item", {lead, deal, person, organization, project}, 5);
      break;
    case comment:
      fields.remarks("text", 1, 3).somebody("author").reference("note", note);
      break;
    case file:
      fields.file_name("name").somebody("author");
      fields.reference("item", {lead, deal, person, organization, product, project}, 5);
      break;

    case email:
      fields.subject_line("subject_line").somebody("owner").one_of_two("visibility", "private", "shared", 60);
      fields.references("linked_to", {deal, lead, organization, person}, 3).timestamp("sent_at", 2019, 5);
      break;
    case email_template:
      fields.title("name").somebody("creator").flag("shared", 50);
      break;
    case meeting_scheduler_link:
      fields.numbered("url", "https://meet.example.com/s/").somebody("owner");
      fields.one_of_two("status", "active", "expired", 85);
      break;
    case email_sync:
    case contact_sync:
    case calendar_sync:
    case google_drive_sync:
      fields.numbered("address", "mailbox.", "@example.com").somebody("owner");
      fields.one_of_two("status", "active", "ended", 75);
      break;

    case automation:
      write_automation(fields, random);
      break;
    case campaign:
      write_campaign(fields, random);
      break;
    case assignment_rule:
      fields.title("name").people("users", 1, 6).one_of_two("status", "active", "inactive", 85);
      break;
    case marketplace_app:
      fields.title("name").somebody("installed_by").flag("shared", 50);
      fields.one_of_two("status", "installed", "uninstalled", 90);
      break;
    case webhook:
      fields.numbered("url", "https://hooks.example.com/", "/changes").somebody("creator");
      fields.one_of_two("status", "active", "inactive", 80);
      break;

    case cloud_storage_folder:
      fields.title("name").people("members", 0, 6);
      break;
    case smart_document:
      fields.title("title").somebody("creator").reference("folder", cloud_storage_folder);
      break;
    case smart_docs_template:
      fields.title("name").somebody("owner").reference("folder", cloud_storage_folder);
      fields.timestamp_or_null("permitted_at", 30, 2022, 3);
      break;
    case esignature_document:
      fields.title("title").somebody("sender").reference("deal", deal);
      break;
    case docusign_document:
      fields.title("title").somebody("sender");
      break;
    case invoice:
      fields.numbered("number", "2024-").somebody("creator").reference("deal", deal, 10);
      break;

    case filter:
      fields.title("name").somebody("creator").one_of_two("visibility", "private", "public", 70);
      break;
    case filter_condition:
      fields.reference("filter", filter).one_of_two("field", "Owner", "Creator", 80).somebody_or_null("user", 30);
      break;
    case dashboard:
      fields.title("name").somebody("owner").flag("shared", 40);
      break;
    case dashboard_public_link:
      fields.numbered("url", "https://insights.example.com/share/").reference("dashboard", dashboard);
      fields.somebody("creator").one_of_two("status", "active", "disabled", 80);
      break;
    case report:
      fields.title("name").somebody("owner").people("users", 0, 5).people("viewers", 0, 4);
      break;
    case goal:
      fields.title("name").people("users", 1, 5);
      break;

    case live_chat:
      fields.numbered("visitor", "Visitor ").somebody_or_null("operator", 10);
      fields.one_of_two("status", "closed", "open", 80);
      break;
    case chatbot_playbook:
    case web_form:
      write_form(fields, random);
      break;
    case entities:
      break;
  }
}

}  // namespace

std::optional<std::string> write_pipedrive(uint32_t objects, uint64_t seed, const Sink& sink) {
  Random random(seed);
  const Population population(shares, fixed_counts(objects), activity, objects);
  const Users users(user, population.count(user), random);
  const std::vector<uint8_t> order = population.mix(random);
  std::vector<Scramble> ordinals;
  for (uint8_t entity = 0; entity < entities; ++entity) {
    ordinals.emplace_back(population.count(entity), random);
  }
  Line line;
  for (const uint8_t entity : order) {
    if (line.is_full()) {
      if (auto problem = sink(line.text())) {
        return problem;
      }
      line.clear();
    }
    const uint32_t ordinal = ordinals[entity].next();
    const uint64_t id = Population::id(entity, ordinal);
    line.begin_object(shares[entity].entity, id);
    Fields fields(line, random, population, users, id);
    write_members(static_cast<Entity>(entity), ordinal, fields, users, random);
    line.end_object();
  }
  return sink(line.text());
}

}  // namespace exeunt::bench
