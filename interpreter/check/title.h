// Titles where an author gave none.
#pragma once

#include <string>

namespace exeunt::check {

/// `calendar_link` -> "Calendar link".
std::string title_of(std::string name);

/// English enough: "Activities", "Inboxes", "Deals".
std::string plural_of(const std::string& title);

}  // namespace exeunt::check
