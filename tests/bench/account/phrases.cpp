#include "tests/bench/account/phrases.h"

#include <array>
#include <string_view>

namespace exeunt::bench {
namespace {

using std::string_view_literals::operator""sv;

constexpr auto companies = std::to_array({"Baltic Logistics OÜ"sv,
                                          "Nordic Timber AB"sv,
                                          "Kraków Stal Sp. z o.o."sv,
                                          "Bürobedarf Zürich AG"sv,
                                          "Société Générale du Bois"sv,
                                          "Acme Bearings Ltd"sv,
                                          "Ångström Instruments AB"sv,
                                          "Łódzkie Tkaniny S.A."sv,
                                          "Pražské Tiskárny s.r.o."sv,
                                          "Harbour Lights Catering"sv,
                                          "Café Central Betriebs GmbH"sv,
                                          "Öresund Ferries A/S"sv,
                                          "Green Meadow Dairy"sv,
                                          "Žemaitijos Pienas UAB"sv,
                                          "Southgate Motors Inc"sv,
                                          "Telecomunicações do Porto"sv,
                                          "Kovács és Társa Kft"sv,
                                          "Panadería San José"sv,
                                          "Blue Anchor Insurance"sv,
                                          "Stavanger Sjømat AS"sv,
                                          "Rīgas Celtnieks SIA"sv,
                                          "Hillside Clinics"sv,
                                          "東京精密機械"sv,
                                          "Αθήνα Ναυτιλιακή"sv});

constexpr auto cities = std::to_array(
    {"Tallinn"sv, "Malmö"sv,  "Kraków"sv,  "Zürich"sv,    "Besançon"sv, "Leeds"sv,    "Göteborg"sv,   "Łódź"sv,
     "Praha"sv,   "Dublin"sv, "Köln"sv,    "København"sv, "Utrecht"sv,  "Klaipėda"sv, "Austin, TX"sv, "São Paulo"sv,
     "Győr"sv,    "Bogotá"sv, "Halifax"sv, "Tromsø"sv,    "Rīga"sv,     "Bristol"sv,  "東京"sv,       "Αθήνα"sv});

constexpr auto positions =
    std::to_array({"Head of Purchasing"sv, "Office Manager"sv, "Managing Director"sv, "IT Lead"sv, "Facility Manager"sv,
                   "Chargé d’affaires"sv, "Geschäftsführung"sv, "Buyer"sv, "Financial Controller"sv,
                   "Operations Lead"sv, "Project Coordinator"sv, "Warehouse Supervisor"sv, "Legal Counsel"sv,
                   "HR Partner"sv, "Účetní"sv, "Plant Manager"sv});

constexpr auto topics = std::to_array({"Renewal for 2024"sv,
                                       "Annual contract"sv,
                                       "Pilot with 20 seats"sv,
                                       "Office fit-out"sv,
                                       "Fleet leasing"sv,
                                       "Warehouse scanners"sv,
                                       "Q3 delivery"sv,
                                       "Upgrade to the large plan"sv,
                                       "Maintenance agreement"sv,
                                       "Référencement 2024"sv,
                                       "Spare parts, second batch"sv,
                                       "Onboarding workshop"sv,
                                       "Data migration"sv,
                                       "Rahmenvertrag für Büromöbel"sv,
                                       "Price list for partners"sv,
                                       "Security review"sv,
                                       "Trade fair in Łódź"sv,
                                       "Licences for the new branch"sv,
                                       "Solar roof"sv,
                                       "Payment terms"sv,
                                       "Returns and complaints"sv,
                                       "Framework for transport"sv,
                                       "Training for the night shift"sv,
                                       "Tender no. 14"sv});

constexpr auto openings = std::to_array(
    {"Call back about"sv, "Send the revised offer:"sv, "Prepare the demo:"sv, "Follow up on"sv, "Lunch to talk about"sv,
     "Draft the contract:"sv, "Ask for the signed copy:"sv, "Check the figures again:"sv, "Visit on site:"sv,
     "Kick-off meeting:"sv, "Remind them of"sv, "Rückruf wegen"sv, "Quarterly review:"sv, "Collect references for"sv,
     "Agree on the next steps:"sv, "Hand over to the delivery team:"sv});

constexpr auto prefixes = std::to_array({"Re: "sv, "Re: "sv, "Fwd: "sv, ""sv, ""sv, "AW: "sv, ""sv, "Reminder: "sv});

constexpr auto remarks = std::to_array({"They would like to start in the second quarter."sv,
                                        "Budget is there, the board decides on Thursday."sv,
                                        "Asked for a discount of 12 % on the yearly plan."sv,
                                        "Prefers email; never available before ten o’clock."sv,
                                        "The competitor’s offer is about 4.000 € lower."sv,
                                        "Needs the data processing agreement first."sv,
                                        "Délai de livraison trop long, voir avec l’entrepôt."sv,
                                        "Very happy with the pilot."sv,
                                        "Waiting for the purchase order."sv,
                                        "Invoice to the head office, delivery to the branch."sv,
                                        "Der Ansprechpartner wechselt zum Monatsende."sv,
                                        "Sent the slides and the recording."sv,
                                        "Wants to see how permissions work before rolling it out to everyone."sv,
                                        "No answer since the last call."sv,
                                        "Said that the old system is switched off in autumn."sv,
                                        "Next meeting with their IT and ours."sv,
                                        "Contract runs out at the end of the year and renews by itself."sv,
                                        "Proszę o ofertę na piśmie."sv,
                                        "Three more teams may join later."sv,
                                        "Legal has two remarks on clause 7."sv,
                                        "Shipping address has changed, please use the one in the signature."sv,
                                        "次回の打ち合わせは来週です。"sv,
                                        "Left a message at the front desk."sv,
                                        "Good talk: they know the product from a former job."sv});

/// Texts as they look in JSON.
constexpr auto escapes =
    std::to_array({" \\\"as agreed\\\""sv, "\\n- first draft"sv, " (caf\\u00e9)"sv, " \\\"urgent\\\""sv,
                   "\\nsee below"sv, " \\ud83d\\ude42"sv, " C:\\\\offers\\\\final"sv, "\\tnew"sv});

template <typename Table>
void pick(Line& line, Random& random, const Table& table) {
  line.raw(table[random.below(static_cast<uint32_t>(table.size()))]);
}

void maybe_escape(Line& line, Random& random) {
  if (random.percent(3)) {
    pick(line, random, escapes);
  }
}

}  // namespace

void write_company(Line& line, Random& random, uint64_t number) {
  pick(line, random, companies);
  line.raw(' ');
  line.number(number);
  line.raw(", ");
  pick(line, random, cities);
  maybe_escape(line, random);
}

void write_contact(Line& line, Random& random, uint64_t number) {
  pick(line, random, positions);
  line.raw(' ');
  line.number(number);
  line.raw(", ");
  pick(line, random, companies);
  line.raw(", ");
  pick(line, random, cities);
  maybe_escape(line, random);
}

void write_title(Line& line, Random& random) {
  pick(line, random, topics);
  line.raw(", ");
  pick(line, random, companies);
  maybe_escape(line, random);
}

void write_task(Line& line, Random& random, uint32_t remarks_after) {
  pick(line, random, openings);
  line.raw(' ');
  write_title(line, random);
  line.raw(", ");
  pick(line, random, cities);
  if (remarks_after != 0) {
    line.raw(". ");
    write_remarks(line, random, remarks_after);
  }
}

void write_subject_line(Line& line, Random& random) {
  pick(line, random, prefixes);
  write_title(line, random);
  line.raw(": ");
  pick(line, random, remarks);
}

void write_remarks(Line& line, Random& random, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    if (i != 0) {
      line.raw(' ');
    }
    pick(line, random, remarks);
  }
  maybe_escape(line, random);
}

}  // namespace exeunt::bench
