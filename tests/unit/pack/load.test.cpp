// Finding a pack and its files on disk.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "interpreter/pack/pack.h"

namespace fs = std::filesystem;
using namespace exeunt;
using diagnostic::Kind;

namespace {

/// A folder that is gone after the test.
class Folder {
 public:
  Folder() {
    static int number = 0;
    path_ = fs::temp_directory_path() / ("exeunt-pack-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path_, fs::perms::owner_all, ignored);
    fs::remove_all(path_, ignored);
  }

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string text() const { return path_.string(); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

struct Loaded {
  source::Manager sources;
  diagnostic::Sink sink;
  std::optional<pack::Pack> pack;

  Loaded(const std::string& name, const pack::LoadOptions& options = {}) {
    pack = pack::load(name, options, sources, sink);
  }

  bool reported(Kind kind) const {
    for (const diagnostic::Diagnostic& found : sink.diagnostics()) {
      if (found.kind == kind) {
        return true;
      }
    }
    return false;
  }
  std::vector<std::string> files(const Folder& folder) const {
    std::vector<std::string> names;
    for (const ast::File& file : pack->files) {
      names.push_back(sources.file(file.id).name().substr(folder.text().size() + 1));
    }
    return names;
  }
};

}  // namespace

TEST_CASE("a pack is every policy file below its folder, in either spelling, by path") {
  const Folder folder;
  folder.write("b.policy", "pack demo \"Demo\"\n");
  folder.write("a/z.policy", "pack demo\n");
  folder.write("a.policy.yaml", "pack: demo\ndeclarations: []\n");
  folder.write("scenarios/case.policy", "not read\n");
  folder.write("a/scenarios/case.policy", "not read\n");
  folder.write(".hidden/x.policy", "not read\n");
  folder.write("README.md", "not read\n");
  folder.write("facts.yaml", "facts:\n- {id: demo.a, kind: effect, section: One, fact: A., editions: [x, y]}\n");
  const Loaded loaded(folder.text());
  REQUIRE(loaded.pack);
  CHECK(loaded.sink.errors() == 0);
  CHECK(loaded.pack->complete);
  CHECK(loaded.pack->name == "demo");
  CHECK(loaded.files(folder) == std::vector<std::string>{"a.policy.yaml", "a/z.policy", "b.policy"});
  REQUIRE(loaded.pack->fact_list.size() == 1);
  CHECK(loaded.pack->fact_list[0].id == "demo.a");
  CHECK(loaded.pack->fact_list[0].section == "One");
  CHECK(loaded.pack->fact_list[0].editions == std::vector<std::string>{"x", "y"});
}

TEST_CASE("a name is looked up in the search folders, in their order") {
  const Folder folder;
  folder.write("one/demo/a.policy", "pack demo\n");
  folder.write("two/demo/a.policy", "pack demo\n");
  folder.write("two/other/a.policy", "pack other\n");
  const pack::LoadOptions options{{folder / "one", folder / "two"}, ""};
  CHECK(Loaded("demo", options).pack->folder == folder / "one/demo");
  CHECK(Loaded("other", options).pack->folder == folder / "two/other");
  CHECK(Loaded(folder / "two/demo/", options).pack->folder == folder / "two/demo");
  CHECK(pack::find_packs(options.search) == std::vector<std::string>{"demo", "other"});
}

TEST_CASE("an unknown pack is answered with what is there") {
  const Folder folder;
  folder.write("pipedrive/a.policy", "pack pipedrive\n");
  const Loaded loaded("pipedirve", {{folder.text()}, ""});
  CHECK_FALSE(loaded.pack);
  REQUIRE(loaded.sink.diagnostics().size() == 1);
  CHECK(loaded.sink.diagnostics()[0].kind == Kind::pack_not_found);
  CHECK(loaded.sink.diagnostics()[0].help ==
        std::vector<std::string>{"did you mean `pipedrive`?", "packs here: `pipedrive`"});
  CHECK(Loaded("", {{folder.text()}, ""}).reported(Kind::pack_unnamed));
  CHECK(Loaded("demo", {{folder / "none"}, ""}).sink.diagnostics()[0].help ==
        std::vector<std::string>{"there are no packs in `" + folder / "none" + "`"});
}

TEST_CASE("a policy file is a pack by itself, another file is none") {
  const Folder folder;
  folder.write("demo.policy", "pack demo\n");
  folder.write("facts.yaml", "facts: []\n");
  const Loaded loaded(folder / "demo.policy");
  REQUIRE(loaded.pack);
  CHECK_FALSE(loaded.pack->facts);
  CHECK(Loaded(folder / "facts.yaml").reported(Kind::pack_not_a_policy_file));
}

TEST_CASE("links out of the folder are refused, links inside it are followed once") {
  const Folder folder;
  const Folder elsewhere;
  elsewhere.write("secret.policy", "pack demo\n");
  folder.write("a.policy", "pack demo\n");
  folder.write("sub/b.policy", "pack demo\n");
  fs::create_symlink("a.policy", folder / "c.policy");
  fs::create_directory_symlink("sub", folder / "again");
  fs::create_directory_symlink(".", folder / "sub/up");
  CHECK(Loaded(folder.text()).files(folder) == std::vector<std::string>{"a.policy", "c.policy", "sub/b.policy"});

  SECTION("a file") {
    fs::create_symlink(elsewhere / "secret.policy", folder / "d.policy");
    const Loaded loaded(folder.text());
    CHECK(loaded.reported(Kind::pack_link_outside));
    CHECK(loaded.pack->files.size() == 3);
    CHECK_FALSE(loaded.pack->complete);
  }
  SECTION("a folder") {
    fs::create_directory_symlink(elsewhere.text(), folder / "d");
    CHECK(Loaded(folder.text()).reported(Kind::pack_link_outside));
  }
  SECTION("to nothing") {
    fs::create_symlink("gone.policy", folder / "d.policy");
    CHECK(Loaded(folder.text()).reported(Kind::file_not_found));
  }
  SECTION("the pack itself may be a link") {
    const Folder around;
    fs::create_directory_symlink(folder.text(), around / "demo");
    CHECK(Loaded("demo", {{around.text()}, ""}).pack->files.size() == 3);
  }
}

TEST_CASE("a folder without policy files, and folders without end") {
  const Folder folder;
  CHECK(Loaded(folder.text()).reported(Kind::pack_empty));
  std::string deep = "x";
  for (int i = 0; i < 40; ++i) {
    deep += "/x";
  }
  folder.write(deep + "/a.policy", "pack demo\n");
  CHECK(Loaded(folder.text()).reported(Kind::pack_too_deep));
}

TEST_CASE("a folder may hold so many policy files, and no more") {
  constexpr int most = 10'000;
  const Folder folder;
  folder.write("a.policy", "pack demo\n");
  for (int i = 1; i < most; ++i) {
    fs::create_hard_link(folder / "a.policy", folder / (std::to_string(i) + ".policy"));
  }
  CHECK_FALSE(Loaded(folder.text()).reported(Kind::limit_files));
  fs::create_hard_link(folder / "a.policy", folder / "one more.policy");
  CHECK(Loaded(folder.text()).reported(Kind::limit_files));
}

TEST_CASE("what cannot be read is said") {
  const Folder folder;
  folder.write("a.policy", "pack demo\n");
  folder.write("b.policy", std::string("pack\xff demo\n"));
  folder.write("c.policy", "");
  const Loaded loaded(folder.text());
  CHECK(loaded.reported(Kind::file_invalid_utf8));
  CHECK(loaded.reported(Kind::file_empty));
  CHECK_FALSE(loaded.pack->complete);

  if (::geteuid() != 0) {  // root reads everything
    const Folder closed;
    closed.write("a.policy", "pack demo\n");
    fs::permissions(closed.text(), fs::perms::none);
    CHECK(Loaded(closed.text()).sink.errors() == 1);
  }
}

TEST_CASE("editions come oldest first, and the newest dated one is the default") {
  const auto pack_of = [](const std::vector<std::string>& headers) {
    const Folder folder;
    for (std::size_t i = 0; i < headers.size(); ++i) {
      folder.write(std::to_string(i) + ".policy", "pack demo\nedition " + headers[i] + "\n");
    }
    return *Loaded(folder.text()).pack;
  };
  const pack::Pack pack = pack_of({"\"2024-02-29\"", "\"beta\" extends \"gamma\"", "\"2023-12-01\" extends \"beta\"",
                                   "\"gamma\" title \"Third letter\"", "\"2024-13-01\" extends \"beta\""});
  std::vector<std::string> names;
  for (const pack::EditionInfo& edition : pack::editions(pack)) {
    names.push_back(edition.name);
  }
  CHECK(names == std::vector<std::string>{"gamma", "beta", "2024-13-01", "2023-12-01", "2024-02-29"});
  CHECK(pack::default_edition(pack) == "2024-02-29");
  CHECK(pack::editions(pack)[0].title == "Third letter");
  CHECK(pack::editions(pack)[1].extends == "gamma");
  CHECK(pack::default_edition(pack_of({"\"a\"", "\"b\" extends \"c\"", "\"c\" extends \"b\""})) == "c");
  CHECK(pack::default_edition(pack::Pack{}).empty());
}
