// What people write into the fields of a CRM: titles, names of companies, subject lines, notes. Much of it is UTF-8
// beyond ASCII; about 3 in 100 texts have an escape of JSON.
#pragma once

#include "tests/bench/account/line.h"
#include "tests/bench/account/random.h"

namespace exeunt::bench {

/// "Baltic Logistics OÜ 4711, Tallinn"
void write_company(Line& line, Random& random, uint64_t number);
/// "Head of Purchasing 4711, Baltic Logistics OÜ, Tallinn": people have roles for names.
void write_contact(Line& line, Random& random, uint64_t number);
/// "Renewal for 2024, Baltic Logistics OÜ"
void write_title(Line& line, Random& random);
/// "Send the revised offer: renewal for 2024, Baltic Logistics OÜ, Tallinn"; 1 or more remarks may follow.
void write_task(Line& line, Random& random, uint32_t remarks);
/// "Re: Renewal for 2024, Baltic Logistics OÜ: …" with a remark.
void write_subject_line(Line& line, Random& random);
/// Sentences.
void write_remarks(Line& line, Random& random, uint32_t count);

}  // namespace exeunt::bench
