/* last_day ACCOUNT USER: what cannot be undone any more when USER has left, and from when on. */
#include <exeunt/c.h>
#include <stdio.h>
#include <stdlib.h>

static void stop(exeunt_error *error) {
  fputs(exeunt_error_text(error, NULL), stderr);
  exeunt_error_free(error);
  exit(2);
}

static void set(exeunt_options *options, const char *name, const char *value) {
  exeunt_error *error;
  if (!exeunt_options_set(options, name, EXEUNT_NUL, value, EXEUNT_NUL, &error)) {
    stop(error);
  }
}

int main(int count, char **words) {
  if (count != 3) {
    fputs("usage: last_day ACCOUNT USER\n", stderr);
    return 2;
  }
  exeunt_error *error;
  exeunt_options *options = exeunt_options_new();
  set(options, "installed_home", EXEUNT_INSTALLED_HOME);
  exeunt_policy *policy = exeunt_policy_compile("pipedrive", EXEUNT_NUL, options, &error);
  if (!policy) {
    stop(error);
  }
  exeunt_account *account = exeunt_account_load(words[1], EXEUNT_NUL, NULL, &error);
  if (!account) {
    stop(error);
  }
  set(options, "event", "deactivate");
  set(options, "subject", words[2]);
  set(options, "by", "user:1");
  set(options, "at", "2024-03-01T09:00:00Z");
  exeunt_plan *plan = exeunt_plan_make(policy, account, options, &error);
  if (!plan) {
    stop(error);
  }
  printf("From %s on, %d changes cannot be undone:\n", exeunt_plan_point_of_no_return(plan, NULL),
         (int)exeunt_plan_summary(plan, EXEUNT_SUMMARY_IRREVERSIBLE));
  for (size_t i = 0; i < exeunt_plan_count(plan, EXEUNT_CHANGES); ++i) {
    if (!exeunt_plan_is_reversible(plan, i)) {
      printf("  %s %s\n", exeunt_plan_get(plan, EXEUNT_CHANGES, i, EXEUNT_OBJECT, NULL),
             exeunt_plan_get(plan, EXEUNT_CHANGES, i, EXEUNT_WORDING, NULL));
    }
  }
  exeunt_plan_free(plan);
  exeunt_account_free(account);
  exeunt_policy_free(policy);
  exeunt_options_free(options);
  return 0;
}
