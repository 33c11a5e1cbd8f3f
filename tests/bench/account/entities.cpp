#include "tests/bench/account/entities.h"

#include "tests/bench/account/users.h"

namespace exeunt::bench {

const std::vector<Share> shares = {
#define ENTITY(name, per_million, needs) {#name, per_million, needs},
#include "tests/bench/account/entities.def"
#undef ENTITY
};

std::vector<uint32_t> fixed_counts(uint32_t objects) {
  constexpr uint32_t fewest_with_seats = 200;
  std::vector<uint32_t> out(entities);
  const uint32_t users = Users::count_for(objects);
  out[user] = users;
  if (objects >= fewest_with_seats) {
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

}  // namespace exeunt::bench
