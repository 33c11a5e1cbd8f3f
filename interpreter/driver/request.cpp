#include "interpreter/driver/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "interpreter/cel/evaluate.h"
#include "interpreter/diagnostic/suggest.h"
#include "interpreter/engine/field.h"
#include "interpreter/engine/names.h"
#include "interpreter/model/actor.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"

namespace exeunt::driver {
namespace {

using diagnostic::Kind;
using diagnostic::suggest;
using snapshot::ObjectIndex;

std::optional<ObjectIndex> find(const snapshot::Account& account, model::EntityIndex entity, std::string_view id,
                                bool absent) {
  if (const auto found = account.find(entity, id)) {
    return found;
  }
  for (ObjectIndex object = account.present_count; absent && object < account.objects.size(); ++object) {
    if (account.objects[object].entity == entity && account.objects[object].id == id) {
      return object;
    }
  }
  return std::nullopt;
}

/// Defaults of arguments see who, by whom and when, and their fields as the account has them.
class DefaultActivation : public cel::Activation {
 public:
  DefaultActivation(const engine::Request& request, const model::Model& model, const snapshot::Account& account)
      : request_(request), model_(model), account_(account) {}

  cel::Value field(cel::ObjectHandle handle, std::string_view name, int32_t index) const override {
    const auto object = static_cast<ObjectIndex>(handle.id);
    const auto field = engine::find_field(model_, account_.objects[object], name, index);
    return field ? engine::field_value(model_, account_, object, *field)
                 : cel::Value::error(fmt::format("`{}` has no field `{}`", engine::Names(model_, account_).object(object), name));
  }

  cel::Value variable(uint32_t slot) const override {
    switch (slot) {
      case program::slot::subject:
        return cel::Value::object({request_.subject});
      case program::slot::by:
        return request_.by ? cel::Value::object({*request_.by}) : cel::Value::null();
      case program::slot::at:
        return cel::Value::timestamp(request_.at);
      default:
        return cel::Value::error("a default sees `subject`, `by` and `at` only");
    }
  }

 private:
  const engine::Request& request_;
  const model::Model& model_;
  const snapshot::Account& account_;
};

/// A text in quotes that cannot be written without: `null`, which is no text, and what would be taken for such quotes.
std::optional<std::string> quoted_text(const std::string& text) {
  if (!text.starts_with('"')) {
    return std::nullopt;
  }
  const auto parsed = plan::parse_json(text);
  const auto* const value = std::get_if<plan::Value>(&parsed);
  const auto* const inner = value == nullptr ? nullptr : std::get_if<std::string>(&value->data);
  return inner != nullptr && (*inner == "null" || quoted_text(*inner)) ? std::optional(*inner) : std::nullopt;
}

class Resolver {
 public:
  Resolver(const Request& request, const program::Program& program, const program::Event& event,
           const snapshot::Account& account, diagnostic::Sink& sink, bool absent)
      : request_(request),
        program_(program),
        model_(*program.model),
        event_(event),
        account_(account),
        sink_(sink),
        absent_(absent) {}

  std::optional<engine::Request> run() {
    const std::size_t errors = sink_.errors();
    if (const auto leaver = subject()) {
      out_.subject = *leaver;
    }
    if (!request_.by.empty()) {
      out_.by = actor();
    }
    if (const auto at = read_time(request_.at)) {
      out_.at = *at;
    } else {
      sink_.report<Kind::request_bad_time>(std::nullopt, request_.at);
    }
    locale();
    out_.howtos = request_.howtos;
    if (sink_.errors() == errors) {
      arguments();
      for (const std::string& text : request_.transfers) {
        transfer(text);
      }
    }
    if (sink_.errors() != errors) {
      return std::nullopt;
    }
    return std::move(out_);
  }

 private:
  std::optional<ObjectIndex> subject() {
    const auto object = find_object(request_.subject, "subject", program_, account_, sink_, absent_);
    if (object && account_.objects[*object].entity != event_.subject) {
      sink_.report<Kind::request_wrong_type>(std::nullopt, "subject", request_.subject, type_of(*object), event_.name,
                                             model_.entities[event_.subject].name);
      return std::nullopt;
    }
    return object;
  }

  /// Who acts is of the type that `by` was checked to have, whoever leaves.
  std::optional<ObjectIndex> actor() {
    const auto object = find_object(request_.by, "acting user", program_, account_, sink_, absent_);
    const model::EntityIndex type = model::acting_entity(model_).value_or(event_.subject);
    if (object && account_.objects[*object].entity != type) {
      sink_.report<Kind::request_wrong_actor>(std::nullopt, request_.by, type_of(*object), model_.entities[type].name);
      return std::nullopt;
    }
    return object;
  }

  const std::string& type_of(ObjectIndex object) const { return model_.entities[account_.objects[object].entity].name; }

  void locale() {
    if (request_.locale.empty()) {
      return;
    }
    const std::vector<std::string>& locales = program_.locales;
    out_.locale = request_.locale;
    if (!std::binary_search(locales.begin(), locales.end(), request_.locale)) {
      suggest(sink_.report<Kind::request_unknown_locale>(std::nullopt, program_.pack, request_.locale), request_.locale,
              locales, "its locales are:");
    }
  }

  // ---- arguments

  void arguments() {
    std::vector<std::string> names;
    for (const program::Argument& argument : event_.arguments) {
      names.push_back(argument.name);
    }
    std::vector<const std::string*> given(names.size(), nullptr);
    for (const auto& [name, text] : request_.arguments) {
      const auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) {
        suggest(sink_.report<Kind::request_unknown_argument>(std::nullopt, event_.name, name), name, names,
                "its arguments are:");
      } else if (given[static_cast<std::size_t>(found - names.begin())]) {
        sink_.report<Kind::request_argument_twice>(std::nullopt, name);
      } else {
        given[static_cast<std::size_t>(found - names.begin())] = &text;
      }
    }
    for (std::size_t i = 0; i < event_.arguments.size(); ++i) {
      const program::Argument& argument = event_.arguments[i];
      out_.arguments.push_back(given[i] ? value(argument, *given[i]) : default_value(argument));
    }
  }

  cel::Value default_value(const program::Argument& argument) {
    if (argument.default_value) {
      return cel::Program(*argument.default_value->checked).evaluate(DefaultActivation(out_, model_, account_));
    }
    if (!argument.type.nullable) {
      auto report = sink_.report<Kind::request_argument_missing>(std::nullopt, event_.name, argument.name,
                                                                 model::text(model_, argument.type));
      report.help("give it with `--arg " + argument.name + "=…`");
    }
    return cel::Value::null();
  }

  cel::Value value(const program::Argument& argument, const std::string& text) {
    const bool is_text =
        argument.type.kind == model::FieldKind::string || argument.type.kind == model::FieldKind::enumeration;
    const auto quoted = is_text ? quoted_text(text) : std::nullopt;
    if (const auto value = quoted ? read(not_null(argument.type), *quoted) : read(argument.type, text)) {
      return *value;
    }
    auto report = sink_.report<Kind::request_argument_value>(std::nullopt, text, argument.name,
                                                             model::text(model_, argument.type));
    if (argument.type.kind == model::FieldKind::enumeration) {
      suggest(report, text, argument.type.values, "its values are:");
    }
    return cel::Value::null();
  }

  static model::FieldType not_null(model::FieldType type) {
    type.nullable = false;
    return type;
  }

  std::optional<cel::Value> read(const model::FieldType& type, const std::string& text) {
    if (type.nullable && text == "null") {
      return cel::Value::null();
    }
    const char* const end = text.data() + text.size();
    switch (type.kind) {
      case model::FieldKind::boolean:
        return text == "true"    ? std::optional(cel::Value::boolean(true))
               : text == "false" ? std::optional(cel::Value::boolean(false))
                                 : std::nullopt;
      case model::FieldKind::int64: {
        int64_t number = 0;
        const auto [stop, error] = std::from_chars(text.data(), end, number);
        return error == std::errc() && stop == end ? std::optional(cel::Value::int64(number)) : std::nullopt;
      }
      case model::FieldKind::float64: {
        double number = 0;
        const auto [stop, error] = std::from_chars(text.data(), end, number);
        return error == std::errc() && stop == end ? std::optional(cel::Value::float64(number)) : std::nullopt;
      }
      case model::FieldKind::string:
        return cel::Value::string(text);
      case model::FieldKind::enumeration:
        return std::find(type.values.begin(), type.values.end(), text) != type.values.end()
                   ? std::optional(cel::Value::string(text))
                   : std::nullopt;
      case model::FieldKind::timestamp: {
        const auto time = read_time(text);
        return time ? std::optional(cel::Value::timestamp(*time)) : std::nullopt;
      }
      case model::FieldKind::duration: {
        cel::Duration duration;
        return cel::parse_duration(text, duration) ? std::optional(cel::Value::duration(duration)) : std::nullopt;
      }
      case model::FieldKind::reference:
        return reference(type, text);
      case model::FieldKind::list:
        return list(type, text);
    }
    return std::nullopt;
  }

  std::optional<cel::Value> reference(const model::FieldType& type, const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) {
      return std::nullopt;
    }
    const auto entity = model_.find_entity(std::string_view(text).substr(0, colon));
    if (!entity || std::find(type.targets.begin(), type.targets.end(), *entity) == type.targets.end()) {
      return std::nullopt;
    }
    const auto object = find(account_, *entity, std::string_view(text).substr(colon + 1), absent_ || request_.is_a_plans);
    return object ? std::optional(cel::Value::object({*object})) : std::nullopt;
  }

  std::optional<cel::Value> list(const model::FieldType& type, const std::string& text) {
    std::vector<cel::Value> elements;
    for (const std::string& each : list_elements(text)) {
      const auto element = read(type.element[0], each);
      if (!element) {
        return std::nullopt;
      }
      elements.push_back(*element);
    }
    return cel::Value::list(std::move(elements));
  }

  // ---- transfers

  void transfer(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      sink_.report<Kind::request_bad_transfer>(std::nullopt, text);
      return;
    }
    const std::string what = text.substr(0, equals);
    const auto to = find_object(text.substr(equals + 1), "receiver", program_, account_, sink_);
    if (!to) {
      return;
    }
    if (*to == out_.subject) {
      sink_.report<Kind::request_transfer_to_subject>(std::nullopt, text);
      return;
    }
    engine::Transfer transfer;
    transfer.to = *to;
    const model::EntityIndex receiver = account_.objects[*to].entity;
    if (what.find(':') != std::string::npos) {
      const auto object = find_object(what, "object", program_, account_, sink_);
      if (object) {
        transfer.object = *object;
        add(text, std::move(transfer), account_.objects[*object].entity, receiver);
      }
      return;
    }
    if (what == "*") {
      for (model::EntityIndex entity = 0; entity < model_.entities.size(); ++entity) {
        transfer.entity = entity;
        transfer.fields = owners(entity, receiver);
        hand_over(transfer);
      }
      return;
    }
    const std::size_t dot = what.find('.');
    const std::string type = what.substr(0, dot);
    const auto entity = model_.find_entity(type);
    if (!entity) {
      suggest(sink_.report<Kind::request_transfer_type>(std::nullopt, text, type, program_.pack), type,
              model_.entity_names(), "its types are:");
      return;
    }
    if (dot == std::string::npos) {
      add(text, std::move(transfer), *entity, receiver);
      return;
    }
    const std::string name = what.substr(dot + 1);
    const auto field = model_.entities[*entity].find_field(name);
    if (!field || !can_hold(model_.entities[*entity].fields[*field].type, receiver)) {
      std::vector<std::string> names;
      for (const model::Field& each : model_.entities[*entity].fields) {
        if (can_hold(each.type, receiver)) {
          names.push_back(each.name);
        }
      }
      suggest(sink_.report<Kind::request_transfer_field>(std::nullopt, text, name, model_.entities[receiver].name), name,
              names, "fields of `" + type + "` that can hold one are:");
      return;
    }
    transfer.entity = *entity;
    transfer.fields = {*field};
    hand_over(std::move(transfer));
  }

  void add(const std::string& text, engine::Transfer transfer, model::EntityIndex entity, model::EntityIndex receiver) {
    transfer.entity = entity;
    transfer.fields = owners(entity, receiver);
    if (transfer.fields.empty()) {
      auto report = sink_.report<Kind::request_transfer_no_owner>(std::nullopt, text, model_.entities[entity].name,
                                                                  model_.entities[receiver].name);
      report.help("name the field: `" + model_.entities[entity].name + ".FIELD=" + text.substr(text.find('=') + 1) + "`");
      return;
    }
    hand_over(std::move(transfer));
  }

  /// Fields that an earlier transfer hands over alike are not named twice: `*=user:2`, then `deal.owner=user:2`.
  void hand_over(engine::Transfer transfer) {
    std::erase_if(transfer.fields, [&](model::FieldIndex field) {
      return std::any_of(out_.transfers.begin(), out_.transfers.end(), [&](const engine::Transfer& each) {
        return each.object == transfer.object && each.entity == transfer.entity && each.to == transfer.to &&
               std::find(each.fields.begin(), each.fields.end(), field) != each.fields.end();
      });
    });
    if (!transfer.fields.empty()) {
      out_.transfers.push_back(std::move(transfer));
    }
  }

  static bool can_hold(const model::FieldType& type, model::EntityIndex entity) {
    if (type.kind == model::FieldKind::list) {
      return can_hold(type.element[0], entity);
    }
    return type.is_reference() && std::find(type.targets.begin(), type.targets.end(), entity) != type.targets.end();
  }

  std::vector<model::FieldIndex> owners(model::EntityIndex entity, model::EntityIndex receiver) const {
    std::vector<model::FieldIndex> fields;
    for (model::FieldIndex field = 0; field < model_.entities[entity].fields.size(); ++field) {
      const model::Field& each = model_.entities[entity].fields[field];
      if (each.role == model::Role::ownership && can_hold(each.type, receiver)) {
        fields.push_back(field);
      }
    }
    return fields;
  }

  const Request& request_;
  const program::Program& program_;
  const model::Model& model_;
  const program::Event& event_;
  const snapshot::Account& account_;
  diagnostic::Sink& sink_;
  bool absent_;
  engine::Request out_;
};

}  // namespace

std::optional<cel::Timestamp> read_time(const std::string& text) {
  cel::Timestamp time;
  if (cel::parse_timestamp(text, time) || cel::parse_timestamp(text + "T00:00:00Z", time)) {
    return time;
  }
  return std::nullopt;
}

std::optional<ObjectIndex> find_object(const std::string& text, std::string_view role, const program::Program& program,
                                       const snapshot::Account& account, diagnostic::Sink& sink, bool absent) {
  const model::Model& model = *program.model;
  const std::size_t colon = text.find(':');
  const auto entity = model.find_entity(std::string_view(text).substr(0, colon));
  if (colon == std::string::npos || colon + 1 == text.size()) {
    sink.report<Kind::request_bad_object>(std::nullopt, role, text).help("write it like `user:7`");
    return std::nullopt;
  }
  const std::string_view id = std::string_view(text).substr(colon + 1);
  if (!entity) {
    suggest(sink.report<Kind::request_no_object>(std::nullopt, role, text), text.substr(0, colon), model.entity_names(),
            "the types of `" + program.pack + "` are:");
    return std::nullopt;
  }
  if (const auto found = find(account, *entity, id, absent)) {
    return found;
  }
  auto report = sink.report<Kind::request_no_object>(std::nullopt, role, text);
  if (!account.thinned.empty() && account.thinned[*entity]) {
    return std::nullopt;  // who knows only a few has none to suggest
  }
  std::vector<std::string> known;
  const auto [first, last] = account.ranges[*entity];
  constexpr ObjectIndex enough_to_compare = 1000;
  for (ObjectIndex object = first; object < std::min(last, first + enough_to_compare); ++object) {
    known.push_back(model.entities[*entity].name + ":" + account.objects[object].id);
  }
  suggest(report, text, known, "the snapshot has:");
  return std::nullopt;
}

std::optional<engine::Request> resolve(const Request& request, const program::Program& program,
                                       const program::Event& event, const snapshot::Account& account,
                                       diagnostic::Sink& sink, bool absent) {
  return Resolver(request, program, event, account, sink, absent).run();
}

/// As the operator wrote it. A plan lists the fields that a transfer goes through one by one; that of a single object
/// is requested for all of them at once.
static std::string in_request(const plan::Transfer& transfer) {
  if (!transfer.object.empty()) {
    return transfer.object + "=" + transfer.to;
  }
  return fmt::format("{}{}{}={}", transfer.type, transfer.field.empty() ? "" : ".", transfer.field, transfer.to);
}

/// A text as it is, also where it looks like something else.
static std::string in_list(const plan::Value& value) {
  const auto* text = std::get_if<std::string>(&value.data);
  return text != nullptr ? *text : plan::write_value(value);
}

static std::string in_request(const plan::Value& value) {
  const auto* text = std::get_if<std::string>(&value.data);
  const bool is_mistaken = text != nullptr && (*text == "null" || quoted_text(*text));
  return is_mistaken ? plan::write_value(value) : in_list(value);
}

std::vector<std::string> list_elements(const std::string& text) {
  std::vector<std::string> elements;
  if (text.starts_with('[')) {
    const auto parsed = plan::parse_json(text);
    const auto* const value = std::get_if<plan::Value>(&parsed);
    if (const auto* const list = value == nullptr ? nullptr : std::get_if<plan::Value::List>(&value->data)) {
      for (const plan::Value& each : *list) {
        elements.push_back(in_list(each));
      }
      return elements;
    }
  }
  for (std::size_t begin = 0; begin <= text.size() && !text.empty();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    elements.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return elements;
}

Request request_of(const scenario::Request& request, std::string at) {
  const auto word = [](const std::optional<ast::Name>& name) { return name ? name->text : std::string(); };
  Request out;
  out.event = word(request.event);
  out.subject = word(request.subject);
  out.by = word(request.by);
  out.at = std::move(at);
  out.locale = word(request.locale);
  for (const scenario::Argument& each : request.arguments) {
    out.arguments.emplace_back(each.name.text, each.value.text);
  }
  for (const ast::Name& each : request.transfers) {
    out.transfers.push_back(each.text);
  }
  return out;
}

Request request_of(const plan::Plan& plan) {
  Request request;
  request.is_a_plans = true;
  request.event = plan.request.event;
  request.subject = plan.request.subject;
  request.by = plan.request.by;
  request.at = plan.request.at;
  request.locale = plan.request.locale;
  if (const auto* members = std::get_if<plan::Value::Members>(&plan.request.arguments.data)) {
    for (const auto& [name, value] : *members) {
      request.arguments.emplace_back(name, in_request(value));
    }
  }
  for (const plan::Transfer& transfer : plan.request.transfers) {
    std::string text = in_request(transfer);
    if (std::find(request.transfers.begin(), request.transfers.end(), text) == request.transfers.end()) {
      request.transfers.push_back(std::move(text));
    }
  }
  return request;
}

}  // namespace exeunt::driver
