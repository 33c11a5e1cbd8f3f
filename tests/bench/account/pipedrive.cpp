#include "tests/bench/account/pipedrive.h"

#include <array>
#include <chrono>
#include <vector>

#include "tests/bench/account/line.h"
#include "tests/bench/account/phrases.h"
#include "tests/bench/account/population.h"
#include "tests/bench/account/random.h"
#include "tests/bench/account/users.h"

namespace exeunt::bench {
namespace {

enum Entity : uint8_t {
#define ENTITY(name, per_million, needs) name,
#include "tests/bench/account/entities.def"
#undef ENTITY
  entities
};

/// In the order of `Entity`.
const std::vector<Share> shares = {
#define ENTITY(name, per_million, needs) {#name, per_million, needs},
#include "tests/bench/account/entities.def"
#undef ENTITY
};

/// What does not grow with the account, but with its users or not at all.
std::vector<uint32_t> counts(uint32_t objects) {
  std::vector<uint32_t> out(entities);
  const uint32_t users = Users::count_for(objects);
  out[user] = users;
  if (objects >= 200) {
    out[account] = 1;
    out[subscription] = 1;
    out[seat] = users + users / 20;
    out[cloud_storage_folder] = 4 + users / 8;
    out[email_sync] = users * 8 / 10;
    out[calendar_sync] = users * 6 / 10;
    out[contact_sync] = users * 3 / 10;
    out[google_drive_sync] = users * 2 / 10;
  }
  return out;
}

/// Writes the members after `type` and `id`.
class Writer {
 public:
  Writer(uint32_t objects, uint64_t seed)
      : random_(seed),
        population_(shares, counts(objects), activity, objects),
        users_(user, population_.count(user), random_),
        order_(population_.mix(random_)) {
    for (uint8_t entity = 0; entity < entities; ++entity) {
      ordinals_.emplace_back(population_.count(entity), random_);
    }
  }

  std::optional<std::string> write(const Sink& sink) {
    for (const uint8_t entity : order_) {
      if (line_.is_full()) {
        if (auto problem = sink(line_.text())) {
          return problem;
        }
        line_.clear();
      }
      write_object(static_cast<Entity>(entity), ordinals_[entity].next());
    }
    return sink(line_.text());
  }

 private:
  void write_object(Entity entity, uint32_t ordinal) {
    line_.raw("{\"type\":\"");
    line_.raw(shares[entity].entity);
    line_.raw("\",\"id\":\"");
    id_ = Population::id(entity, ordinal);
    line_.number(id_);
    line_.raw('"');
    write_members(entity, ordinal);
    line_.raw("}\n");
  }

  void write_members(Entity entity, uint32_t ordinal);
  void write_user_members(uint32_t ordinal);
  void write_automation();
  void write_campaign();
  void write_sync();
  void write_due_at();

  // ---- members of one kind

  void open(std::string_view name) {
    line_.key(name);
    line_.raw('"');
  }
  void close() { line_.raw('"'); }

  void title(std::string_view name) { open(name), write_title(line_, random_), close(); }
  void task(std::string_view name, uint32_t remarks) { open(name), write_task(line_, random_, remarks), close(); }
  void remarks(std::string_view name, uint32_t least, uint32_t most) {
    open(name), write_remarks(line_, random_, least + random_.below(most - least + 1)), close();
  }
  /// `before`, the object's id, `after`.
  void numbered(std::string_view name, std::string_view before, std::string_view after) {
    open(name), line_.raw(before), line_.number(id_), line_.raw(after), close();
  }

  void somebody(std::string_view name) { users_.write_member(line_, name, random_); }
  void somebody_or_null(std::string_view name, uint32_t percent_null) {
    users_.write_member_or_null(line_, name, percent_null, random_);
  }
  void people(std::string_view name, uint32_t least, uint32_t most) {
    users_.write_list(line_, name, least, most, random_);
  }

  void write_reference(Entity entity) {
    line_.raw('"');
    line_.raw(shares[entity].entity);
    line_.raw(':');
    line_.number(Population::id(entity, random_.below(population_.count(entity))));
    line_.raw('"');
  }
  /// Null also where there is none.
  void reference(std::string_view name, Entity entity, uint32_t percent_null = 0) {
    if (random_.percent(percent_null) || population_.count(entity) == 0) {
      line_.null_member(name);
    } else {
      line_.key(name), write_reference(entity);
    }
  }
  template <size_t count>
  void reference_to_one_of(std::string_view name, const std::array<Entity, count>& list, uint32_t percent_null) {
    reference(name, list[random_.below(count)], percent_null);
  }
  template <size_t count>
  void references(std::string_view name, const std::array<Entity, count>& list, uint32_t most) {
    line_.key(name), line_.raw('[');
    bool is_first = true;
    for (uint32_t left = random_.below(most + 1); left != 0; --left) {
      const Entity entity = list[random_.below(count)];
      if (population_.count(entity) != 0) {
        line_.raw(is_first ? std::string_view() : ","), write_reference(entity);
        is_first = false;
      }
    }
    line_.raw(']');
  }

  void flag(std::string_view name, uint32_t percent_true) { line_.bool_member(name, random_.percent(percent_true)); }
  void one_of_two(std::string_view name, std::string_view usual, std::string_view other, uint32_t percent_usual) {
    line_.text_member(name, random_.percent(percent_usual) ? usual : other);
  }

  /// A day of so many years from a year on, midnight to midnight.
  void write_day(int from_year, uint32_t years) {
    using std::chrono::sys_days;
    const auto first = sys_days(std::chrono::year(from_year) / 1 / 1);
    const std::chrono::year_month_day day(first + std::chrono::days(random_.below(years * 365)));
    line_.number(static_cast<uint64_t>(static_cast<int>(day.year())));
    line_.raw('-'), line_.two_digits(static_cast<unsigned>(day.month()));
    line_.raw('-'), line_.two_digits(static_cast<unsigned>(day.day()));
  }
  void write_time(uint32_t second_of_day) {
    line_.raw('T'), line_.two_digits(second_of_day / 3600);
    line_.raw(':'), line_.two_digits(second_of_day / 60 % 60);
    line_.raw(':'), line_.two_digits(second_of_day % 60), line_.raw('Z');
  }
  void timestamp(std::string_view name, int from_year, uint32_t years) {
    open(name), write_day(from_year, years), write_time(random_.below(86'400)), close();
  }
  void timestamp_or_null(std::string_view name, uint32_t percent_null, int from_year, uint32_t years) {
    if (random_.percent(percent_null)) {
      line_.null_member(name);
    } else {
      timestamp(name, from_year, years);
    }
  }

  Random random_;
  Population population_;
  Users users_;
  std::vector<uint8_t> order_;
  std::vector<Scramble> ordinals_;  ///< by entity
  Line line_;
  uint64_t id_ = 0;
};

void Writer::write_user_members(uint32_t ordinal) {
  const User& who = users_.all()[ordinal];
  if (who.status == User::Status::deleted) {
    for (const std::string_view name : {"name", "email", "picture"}) {
      line_.null_member(name);
    }
  } else {
    numbered("name", who.is_admin ? "Administrator " : ordinal % 3 == 0 ? "Account Manager " : "Sales Rep ", "");
    numbered("email", who.is_admin ? "administrator." : "user.", "@example.com");
    if (random_.percent(40)) {
      line_.null_member("picture");
    } else {
      numbered("picture", "https://files.example.com/pictures/", ".png");
    }
  }
  line_.text_member("status", who.status == User::Status::active        ? "active"
                              : who.status == User::Status::deactivated ? "deactivated"
                                                                        : "deleted");
  line_.text_member("role", who.is_admin ? "admin" : "regular");
  // No two users joined in the same second: who did first is never a tie.
  open("created_at"), write_day(2014, 9), write_time(ordinal * 97), close();
  line_.bool_member("account_settings", who.is_admin || random_.percent(2));
  flag("quickbooks", 5);
}

void Writer::write_automation() {
  title("name"), somebody("creator"), somebody("owner"), one_of_two("status", "active", "inactive", 70);
  if (random_.percent(20)) {
    line_.text_member("triggered_by", "anyone");
    line_.key("selected_users"), line_.raw("[]");
  } else {
    line_.text_member("triggered_by", "selected_users");
    people("selected_users", 1, 4);
  }
}

void Writer::write_campaign() {
  static constexpr std::array<std::string_view, 4> statuses = {"draft", "scheduled", "automated", "sent"};
  const std::string_view status = statuses[random_.below(statuses.size())];
  title("name"), somebody("creator"), line_.text_member("status", status);
  if (status == "scheduled") {
    timestamp_or_null("send_at", 5, 2024, 2);
  } else if (status == "sent") {
    timestamp("send_at", 2020, 4);
  } else {
    line_.null_member("send_at");
  }
  if (status == "automated") {
    reference("automation", automation, 5);
  } else {
    line_.null_member("automation");
  }
}

void Writer::write_sync() {
  numbered("address", "mailbox.", "@example.com"), somebody("owner"), one_of_two("status", "active", "ended", 75);
}

/// A time, a whole day, or none.
void Writer::write_due_at() {
  const uint32_t chance = random_.below(100);
  if (chance < 10) {
    line_.null_member("due_at");
  } else if (chance < 20) {
    open("due_at"), write_day(2022, 3), close();
  } else {
    timestamp("due_at", 2022, 3);
  }
}

void Writer::write_members(Entity entity, uint32_t ordinal) {
  static constexpr std::array items = {deal, lead, organization, person};
  static constexpr std::array places_of_notes = {lead, deal, person, organization, project};
  static constexpr std::array places_of_files = {lead, deal, person, organization, product, project};
  static constexpr std::array deals = {deal};
  constexpr uint32_t without_owner = 2;
  switch (entity) {
    case account:
      line_.text_member("name", "Example Trading Company");
      break;
    case subscription:
      line_.text_member("plan", "Professional, yearly");
      break;
    case user:
      write_user_members(ordinal);
      break;
    case seat:
      reference("subscription", subscription), line_.key("user");
      if (ordinal < users_.all().size() && users_.all()[ordinal].status == User::Status::active) {
        write_user(line_, users_.all()[ordinal]);
      } else {
        line_.raw("null");
      }
      break;

    case lead:
      title("title"), somebody_or_null("owner", without_owner), reference("person", person, 20);
      reference("organization", organization, 30);
      break;
    case deal: {
      static constexpr std::array<std::string_view, 3> statuses = {"open", "won", "lost"};
      title("title"), somebody_or_null("owner", without_owner);
      line_.text_member("status", statuses[random_.below(statuses.size())]);
      line_.key("value"), line_.number(random_.below(500'000)), line_.raw('.'), line_.two_digits(random_.below(100));
      reference("person", person, 10), reference("organization", organization, 20), people("visible_to", 0, 4);
      break;
    }
    case person:
      open("name"), write_contact(line_, random_, id_), close();
      somebody_or_null("owner", without_owner), reference("organization", organization, 20);
      break;
    case organization:
      open("name"), write_company(line_, random_, id_), close();
      somebody_or_null("owner", without_owner);
      break;
    case product:
      title("name"), somebody_or_null("owner", without_owner);
      break;
    case activity:
      task("title", random_.below(5) / 2), somebody_or_null("owner", without_owner);
      write_due_at(), flag("done", 70), reference("deal", deal, 30);
      break;
    case project:
      title("title"), somebody_or_null("owner", without_owner), references("deals", deals, 3);
      break;
    case project_task:
      task("title", 0), somebody_or_null("owner", without_owner), reference("project", project), flag("done", 60);
      break;

    case note:
      remarks("text", 2, 8), somebody("author"), reference_to_one_of("item", places_of_notes, 5);
      break;
    case comment:
      remarks("text", 1, 3), somebody("author"), reference("note", note);
      break;
    case file:
      open("name"), write_title(line_, random_), line_.raw(random_.percent(70) ? ".pdf" : ".xlsx"), close();
      somebody("author"), reference_to_one_of("item", places_of_files, 5);
      break;

    case email:
      open("subject_line"), write_subject_line(line_, random_), close();
      somebody("owner"), one_of_two("visibility", "private", "shared", 60), references("linked_to", items, 3);
      timestamp("sent_at", 2019, 5);
      break;
    case email_template:
      title("name"), somebody("creator"), flag("shared", 50);
      break;
    case meeting_scheduler_link:
      numbered("url", "https://meet.example.com/s/", ""), somebody("owner");
      one_of_two("status", "active", "expired", 85);
      break;
    case email_sync:
    case contact_sync:
    case calendar_sync:
    case google_drive_sync:
      write_sync();
      break;

    case automation:
      write_automation();
      break;
    case campaign:
      write_campaign();
      break;
    case assignment_rule:
      title("name"), people("users", 1, 6), one_of_two("status", "active", "inactive", 85);
      break;
    case marketplace_app:
      title("name"), somebody("installed_by"), flag("shared", 50);
      one_of_two("status", "installed", "uninstalled", 90);
      break;
    case webhook:
      numbered("url", "https://hooks.example.com/", "/changes"), somebody("creator");
      one_of_two("status", "active", "inactive", 80);
      break;

    case cloud_storage_folder:
      title("name"), people("members", 0, 6);
      break;
    case smart_document:
      title("title"), somebody("creator"), reference("folder", cloud_storage_folder);
      break;
    case smart_docs_template:
      title("name"), somebody("owner"), reference("folder", cloud_storage_folder);
      timestamp_or_null("permitted_at", 30, 2022, 3);
      break;
    case esignature_document:
      title("title"), somebody("sender"), reference("deal", deal);
      break;
    case docusign_document:
      title("title"), somebody("sender");
      break;
    case invoice:
      numbered("number", "2024-", ""), somebody("creator"), reference("deal", deal, 10);
      break;

    case filter:
      title("name"), somebody("creator"), one_of_two("visibility", "private", "public", 70);
      break;
    case filter_condition:
      reference("filter", filter), one_of_two("field", "Owner", "Creator", 80), somebody_or_null("user", 30);
      break;
    case dashboard:
      title("name"), somebody("owner"), flag("shared", 40);
      break;
    case dashboard_public_link:
      numbered("url", "https://insights.example.com/share/", ""), reference("dashboard", dashboard);
      somebody("creator"), one_of_two("status", "active", "disabled", 80);
      break;
    case report:
      title("name"), somebody("owner"), people("users", 0, 5), people("viewers", 0, 4);
      break;
    case goal:
      title("name"), people("users", 1, 5);
      break;

    case live_chat:
      numbered("visitor", "Visitor ", ""), somebody_or_null("operator", 10), one_of_two("status", "closed", "open", 80);
      break;
    case chatbot_playbook:
    case web_form:
      title("name"), somebody_or_null("user", 10);
      if (random_.percent(40)) {
        numbered("custom_email", "replies.", "@example.com");
      } else {
        line_.null_member("custom_email");
      }
      break;
    case entities:
      break;
  }
}

}  // namespace

std::optional<std::string> write_pipedrive(uint32_t objects, uint64_t seed, const Sink& sink) {
  return Writer(objects, seed).write(sink);
}

}  // namespace exeunt::bench
