// Turns a request as people write it into one that engines take: every name and text checked against the program and the
// account.
#pragma once

#include <optional>

#include "interpreter/driver/session.h"
#include "interpreter/engine/request.h"
#include "interpreter/scenario/scenario.h"

namespace exeunt::driver {

/// No value: what is wrong was reported (E0802 to E0815, E0820). With `absent`, objects may be ones that are only referred
/// to: for reading a request again when some of what it named is gone.
std::optional<engine::Request> resolve(const Request& request, const program::Program& program,
                                       const program::Event& event, const snapshot::Account& account,
                                       diagnostic::Sink& sink, bool absent = false);

/// RFC 3339, or a date, which is midnight UTC.
std::optional<cel::Timestamp> read_time(const std::string& text);

/// The elements of an argument that is a list: those of a JSON list, as plans write it, else what stands between commas.
std::vector<std::string> list_elements(const std::string& text);

/// What a step of a scenario asks for, at that time.
Request request_of(const scenario::Request& request, std::string at);

/// What a plan was asked for, as it was written: the same request again.
Request request_of(const plan::Plan& plan);

/// "deal:5" to an object of the account; `role` ("subject", "object") is for messages. Objects that are only referred to
/// are found too when `absent` is set.
std::optional<snapshot::ObjectIndex> find_object(const std::string& text, std::string_view role,
                                                 const program::Program& program, const snapshot::Account& account,
                                                 diagnostic::Sink& sink, bool absent = false);

}  // namespace exeunt::driver
