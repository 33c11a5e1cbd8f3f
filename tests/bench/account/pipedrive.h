// An account of the pack `pipedrive`: every entity of its model, every field, values as a company's CRM has them.
//
// `user:1` is an active administrator who can reach the account settings. `user:9`, another, has about one percent of
// everything: whom benchmarks let go. Owners and members of lists follow Zipf's law over the users. References point to
// objects that exist.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace exeunt::bench {

constexpr uint32_t fewest_objects = 20;
constexpr uint32_t most_objects = 100'000'000;

/// Takes whole lines; answers what went wrong, or nothing.
using Sink = std::function<std::optional<std::string>(std::string_view)>;

/// NDJSON. The same for the same number of objects (`fewest_objects` .. `most_objects`) and seed. Needs a byte an
/// object.
std::optional<std::string> write_pipedrive(uint32_t objects, uint64_t seed, const Sink& sink);

}  // namespace exeunt::bench
