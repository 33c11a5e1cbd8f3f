/* The C header as C sees it: a whole session, and everything that a careless caller may do. Answers the number of the line
 * that went wrong, or 0. */
#include <exeunt/c.h>
#include <string.h>

#define CHECK(what)    \
  do {                 \
    if (!(what)) {     \
      return __LINE__; \
    }                  \
  } while (0)

static int has(const char *text, const char *part) { return text != NULL && strstr(text, part) != NULL; }
static int is(const char *text, const char *expected) { return text != NULL && strcmp(text, expected) == 0; }
static void set(exeunt_options *options, const char *name, const char *value) {
  exeunt_options_set(options, name, EXEUNT_NUL, value, EXEUNT_NUL, NULL);
}
/* Takes the error away. */
static int is_error(exeunt_error *error, const char *code) {
  const int found = is(exeunt_error_get(error, 0, EXEUNT_DIAGNOSTIC_CODE, NULL), code);
  exeunt_error_free(error);
  return found;
}

int check_session(const char *root, const char *shared, const char *account_path);
int check_session(const char *root, const char *shared, const char *account_path) {
  exeunt_error *error = (exeunt_error *)&error; /* not looked at: it is set in any case */
  size_t size = 7;

  exeunt_options *home = exeunt_options_new();
  set(home, "home", root);
  set(home, "policies", shared);
  exeunt_policy *policy = exeunt_policy_compile("shop", 4, home, &error);
  CHECK(policy != NULL && error == NULL);
  CHECK(is(exeunt_policy_get(policy, EXEUNT_POLICY_TITLE, &size), "Shop") && size == 4);
  CHECK(exeunt_policy_count(policy, EXEUNT_POLICY_EVENTS) == 1);
  CHECK(is(exeunt_policy_item(policy, EXEUNT_POLICY_EVENTS, 0, NULL), "leave"));
  CHECK(exeunt_policy_item(policy, EXEUNT_POLICY_EVENTS, 1, &size) == NULL && size == 0);
  CHECK(exeunt_policy_warnings(policy) == NULL);

  exeunt_account *account = exeunt_account_load(account_path, EXEUNT_NUL, NULL, &error);
  CHECK(account != NULL && exeunt_account_objects(account) == 7);

  exeunt_options *request = exeunt_options_new();
  set(request, "event", "leave");
  set(request, "subject", "user:7");
  set(request, "by", "user:1");
  set(request, "at", "2024-03-01T09:00:00Z");
  set(request, "argument", "reason=new job");
  exeunt_plan *plan = exeunt_plan_make(policy, account, request, &error);
  CHECK(plan != NULL && error == NULL);
  exeunt_policy_free(policy); /* the plan has what it needs of it */
  CHECK(exeunt_plan_verdict(plan) == EXEUNT_READY);
  CHECK(exeunt_plan_count(plan, EXEUNT_CHANGES) == 4);
  CHECK(is(exeunt_plan_get(plan, EXEUNT_CHANGES, 0, EXEUNT_OBJECT, NULL), "draft:1"));
  CHECK(is(exeunt_plan_get(plan, EXEUNT_CHANGES, 0, EXEUNT_DUE, NULL), "2024-03-31T09:00:00Z"));
  CHECK(!exeunt_plan_is_reversible(plan, 0) && !exeunt_plan_is_unchanged(plan, 0));
  CHECK(is(exeunt_plan_get(plan, EXEUNT_CHANGES, 1, EXEUNT_OBJECT, NULL), "order:1"));
  CHECK(exeunt_plan_is_reversible(plan, 1) && exeunt_plan_write_count(plan, 1) == 1);
  CHECK(is(exeunt_plan_write_get(plan, 1, 0, EXEUNT_WRITE_OP, NULL), "set"));
  CHECK(is(exeunt_plan_write_get(plan, 1, 0, EXEUNT_WRITE_FROM, NULL), "\"user:7\""));
  CHECK(is(exeunt_plan_write_get(plan, 1, 0, EXEUNT_WRITE_TO, NULL), "\"user:1\""));
  CHECK(exeunt_plan_is_unchanged(plan, 2));
  CHECK(is(exeunt_plan_get(plan, EXEUNT_GUARDS, 0, EXEUNT_OUTCOME, NULL), "yes"));
  CHECK(is(exeunt_plan_get(plan, EXEUNT_UNADDRESSED, 0, EXEUNT_OBJECT, NULL), "draft:2"));
  CHECK(exeunt_plan_summary(plan, EXEUNT_SUMMARY_AFFECTED) == 3);
  CHECK(is(exeunt_plan_point_of_no_return(plan, NULL), "2024-03-31T09:00:00Z"));

  char *json = exeunt_plan_write(plan, EXEUNT_JSON, NULL, &size, &error);
  CHECK(json != NULL && strlen(json) == size && has(json, "\"new job\""));
  exeunt_plan *again = exeunt_plan_parse(json, size, &error);
  CHECK(again != NULL);
  exeunt_text_free(json);
  char *groups = exeunt_plan_write(plan, EXEUNT_GROUPS, NULL, &size, &error);
  CHECK(groups != NULL && strlen(groups) == size && has(groups, "exeunt.plan-groups/1"));
  exeunt_text_free(groups);
  exeunt_options *narrow = exeunt_options_new();
  set(narrow, "width", "60");
  set(narrow, "cites", "false");
  char *text = exeunt_plan_write(plan, EXEUNT_TEXT, narrow, NULL, NULL);
  CHECK(has(text, "READY") && !has(text, "shop.users"));
  exeunt_text_free(text);
  char *why = exeunt_plan_explain(plan, "order:1", EXEUNT_NUL, EXEUNT_TEXT, NULL, NULL, &error);
  CHECK(has(why, "order.owner == subject"));
  exeunt_text_free(why);

  exeunt_difference *difference = exeunt_plan_diff(plan, again, NULL, &error);
  CHECK(difference != NULL && exeunt_difference_is_empty(difference));
  exeunt_difference_free(difference);
  set(request, "at", "2024-03-02T09:00:00Z"); /* replaces */
  policy = exeunt_policy_compile("shop", EXEUNT_NUL, home, NULL);
  exeunt_plan *later = exeunt_plan_make(policy, account, request, &error);
  difference = exeunt_plan_diff(plan, later, NULL, &error);
  CHECK(difference != NULL && !exeunt_difference_is_empty(difference));
  char *differences = exeunt_difference_write(difference, EXEUNT_TEXT, NULL, NULL, &error);
  CHECK(has(differences, "draft:1"));
  exeunt_text_free(differences);
  CHECK(exeunt_difference_write(difference, EXEUNT_NDJSON, NULL, NULL, &error) == NULL && is_error(error, "E1301"));
  exeunt_difference_free(difference);
  exeunt_plan_free(later);

  exeunt_options *until = exeunt_options_new();
  set(until, "until", "2024-04-01");
  exeunt_applied *applied = exeunt_plan_apply(plan, account, NULL, until, &error);
  CHECK(applied != NULL && exeunt_applied_total(applied, EXEUNT_APPLIED_ERASED) == 1);
  exeunt_account *after = exeunt_applied_account(applied, &error);
  CHECK(is(exeunt_applied_next_due(applied, NULL), ""));
  exeunt_applied_free(applied);
  CHECK(has(exeunt_account_text(after, NULL), "\"owner\":\"user:1\",\"open\":true"));
  applied = exeunt_plan_revert(plan, after, policy, until, &error);
  CHECK(applied != NULL && exeunt_applied_count(applied, EXEUNT_REMAINING) == 1);
  CHECK(is(exeunt_applied_get(applied, EXEUNT_REMAINING, 0, EXEUNT_OUTCOME, NULL), "erase"));
  CHECK(exeunt_applied_get(applied, EXEUNT_REMAINING, 1, EXEUNT_OUTCOME, NULL) == NULL);
  exeunt_applied_free(applied);
  char *patch = exeunt_plan_json_patch(plan, account, NULL, NULL, &size, &error);
  CHECK(has(patch, "\"/2/owner\"") && strlen(patch) == size);
  exeunt_text_free(patch);

  exeunt_options_free(until);
  exeunt_options_free(narrow);
  exeunt_options_free(request);
  exeunt_options_free(home);
  exeunt_account_free(after);
  exeunt_account_free(account);
  exeunt_policy_free(policy);
  exeunt_plan_free(again);
  exeunt_plan_free(plan);
  return 0;
}

int check_carelessness(const char *root, const char *plan_document);
int check_carelessness(const char *root, const char *plan_document) {
  exeunt_error *error = NULL;
  size_t size = 7;
  exeunt_options *options = exeunt_options_new();
  set(options, "home", root);

  /* Nothing where something is needed. */
  CHECK(exeunt_policy_compile(NULL, 5, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_policy_compile(NULL, EXEUNT_NUL, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_policy_compile(NULL, 0, options, &error) == NULL && is_error(error, "E0301"));
  CHECK(exeunt_policy_compile_texts(NULL, 3, options, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_policy_compile_texts(NULL, 0, options, &error) == NULL && is_error(error, "E0304"));
  CHECK(exeunt_account_load(NULL, 0, NULL, &error) == NULL && is_error(error, "E0001"));
  CHECK(exeunt_account_parse(NULL, 3, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_plan_make(NULL, NULL, NULL, &error) == NULL);
  CHECK(exeunt_error_count(error) == 3 && is_error(error, "E1301"));
  CHECK(exeunt_plan_load(NULL, 1, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_plan_parse(NULL, 0, &error) == NULL && is_error(error, "E0007"));
  CHECK(exeunt_plan_write(NULL, EXEUNT_JSON, NULL, &size, &error) == NULL && size == 0 && is_error(error, "E1301"));
  CHECK(exeunt_plan_explain(NULL, "a", 1, EXEUNT_TEXT, NULL, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_plan_diff(NULL, NULL, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_difference_write(NULL, EXEUNT_TEXT, NULL, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_plan_apply(NULL, NULL, NULL, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_plan_revert(NULL, NULL, NULL, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_plan_json_patch(NULL, NULL, NULL, NULL, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_applied_account(NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(!exeunt_options_set(NULL, "at", 2, "", 0, &error) && is_error(error, "E1301"));

  /* Constants that there are not. */
  const char *const users = "{\"type\":\"user\",\"id\":\"7\"}";
  exeunt_account *account = exeunt_account_parse(users, EXEUNT_NUL, NULL, &error);
  exeunt_plan *plan = exeunt_plan_parse(plan_document, EXEUNT_NUL, &error);
  CHECK(account != NULL && plan != NULL);
  CHECK(exeunt_plan_write(plan, 99, NULL, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_plan_explain(plan, "user:7", 6, -1, NULL, NULL, &error) == NULL && is_error(error, "E1301"));
  CHECK(exeunt_plan_count(plan, 99) == 0 && exeunt_plan_summary(plan, 99) == 0);
  CHECK(exeunt_plan_get(plan, 99, 0, 99, NULL) == NULL && exeunt_plan_get(plan, 0, 0, 99, NULL) == NULL);
  CHECK(exeunt_plan_get(plan, EXEUNT_CHANGES, (size_t)-1, EXEUNT_OBJECT, NULL) == NULL);
  exeunt_plan_free(plan);
  exeunt_account_free(account);

  /* Nobody asks why. */
  CHECK(exeunt_policy_compile("nonsense", EXEUNT_NUL, options, NULL) == NULL);
  CHECK(exeunt_plan_write(NULL, EXEUNT_JSON, NULL, NULL, NULL) == NULL);

  /* Getters and what frees. */
  CHECK(exeunt_policy_get(NULL, EXEUNT_POLICY_PACK, &size) == NULL && size == 0);
  CHECK(exeunt_policy_count(NULL, EXEUNT_POLICY_EVENTS) == 0 && exeunt_policy_warnings(NULL) == NULL);
  CHECK(exeunt_policy_item(NULL, EXEUNT_POLICY_EVENTS, 0, NULL) == NULL);
  CHECK(exeunt_account_text(NULL, NULL) == NULL && exeunt_account_digest(NULL, NULL) == NULL);
  CHECK(exeunt_account_objects(NULL) == 0 && exeunt_plan_verdict(NULL) == EXEUNT_VERDICT_NONE);
  CHECK(exeunt_plan_count(NULL, EXEUNT_CHANGES) == 0);
  CHECK(exeunt_plan_get(NULL, EXEUNT_CHANGES, 0, EXEUNT_OBJECT, NULL) == NULL);
  CHECK(exeunt_plan_write_get(NULL, 0, 0, EXEUNT_WRITE_OP, NULL) == NULL && exeunt_plan_write_count(NULL, 0) == 0);
  CHECK(!exeunt_plan_is_reversible(NULL, 0) && !exeunt_plan_is_unchanged(NULL, 0));
  CHECK(exeunt_plan_summary(NULL, EXEUNT_SUMMARY_OBJECTS) == 0);
  CHECK(exeunt_plan_point_of_no_return(NULL, NULL) == NULL && !exeunt_difference_is_empty(NULL));
  CHECK(exeunt_applied_total(NULL, EXEUNT_APPLIED_CHANGED) == 0 && exeunt_applied_next_due(NULL, NULL) == NULL);
  CHECK(exeunt_applied_count(NULL, EXEUNT_REMAINING) == 0);
  CHECK(exeunt_applied_get(NULL, EXEUNT_REMAINING, 0, EXEUNT_OBJECT, NULL) == NULL);
  CHECK(exeunt_error_text(NULL, NULL) == NULL && exeunt_error_count(NULL) == 0);
  CHECK(exeunt_error_get(NULL, 0, EXEUNT_DIAGNOSTIC_CODE, NULL) == NULL);
  CHECK(exeunt_error_severity(NULL, 0) == EXEUNT_SEVERITY_NONE && exeunt_error_line(NULL, 0) == 0);
  CHECK(exeunt_error_column(NULL, 0) == 0 && exeunt_error_help_count(NULL, 0) == 0);
  CHECK(exeunt_error_help(NULL, 0, 0, NULL) == NULL);
  exeunt_error_free(NULL);
  exeunt_options_free(NULL);
  exeunt_policy_free(NULL);
  exeunt_account_free(NULL);
  exeunt_plan_free(NULL);
  exeunt_difference_free(NULL);
  exeunt_applied_free(NULL);
  exeunt_text_free(NULL);

  /* Options that there are not, and values that are none. */
  CHECK(!exeunt_options_set(options, "edtion", EXEUNT_NUL, "x", 1, &error));
  CHECK(is(exeunt_error_help(error, 0, 0, NULL), "did you mean `edition`?") && is_error(error, "E1302"));
  CHECK(!exeunt_options_set(options, "lint", 4, "yes", 3, &error) && is_error(error, "E1301"));
  CHECK(!exeunt_options_set(options, "width", 5, "-1", 2, &error) && is_error(error, "E1301"));
  CHECK(!exeunt_options_set(options, "argument", 8, "reason", 6, &error) && is_error(error, "E1301"));
  CHECK(!exeunt_options_set(options, "absent", 6, "", 0, &error) && is_error(error, "E1301"));
  CHECK(!exeunt_options_set(options, "at", 2, "\xff", 1, &error) && is_error(error, "E1301"));
  CHECK(!exeunt_options_set(options, "at", 2, "a\0b", 3, &error) && is_error(error, "E1301"));
  CHECK(!exeunt_options_set(options, NULL, 2, "a", 1, &error) && is_error(error, "E1301"));
  CHECK(!exeunt_options_set(options, "at", 2, NULL, 1, &error) && is_error(error, "E1301"));

  /* A mistake has a place. */
  const exeunt_source source = {"bad.policy", EXEUNT_NUL, "pack bad\nentity user {", EXEUNT_NUL};
  CHECK(exeunt_policy_compile_texts(&source, 1, options, &error) == NULL);
  CHECK(is(exeunt_error_get(error, 0, EXEUNT_DIAGNOSTIC_FILE, NULL), "bad.policy"));
  CHECK(exeunt_error_line(error, 0) == 2 && exeunt_error_column(error, 0) > 1);
  CHECK(exeunt_error_severity(error, 0) == EXEUNT_ERROR);
  CHECK(has(exeunt_error_text(error, &size), "entity user {") && size > 20);
  CHECK(exeunt_error_get(error, 99, EXEUNT_DIAGNOSTIC_CODE, NULL) == NULL);
  CHECK(exeunt_error_severity(error, 99) == EXEUNT_SEVERITY_NONE);
  exeunt_error_free(error);

  exeunt_options_free(options);
  return 0;
}
