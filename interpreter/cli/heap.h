// How the command's memory is laid out.
#pragma once

namespace exeunt::cli {

/// The next megabytes that are asked for come in pages of 2 MiB where the system has them: a short run that needs some of them
/// spends less of its time on getting memory page by page. It is a hint: nothing is different where it is not followed, as where
/// memory is limited. Once.
void prefer_large_pages();

}  // namespace exeunt::cli
