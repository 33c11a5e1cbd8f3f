/* Exeunt as a library for C, and for bindings of other languages: exeunt/exeunt.h with the same reach.
 *
 *   exeunt_error *error;
 *   exeunt_policy *policy = exeunt_policy_compile("pipedrive", EXEUNT_NUL, NULL, &error);
 *   if (!policy) { fputs(exeunt_error_text(error, NULL), stderr); exeunt_error_free(error); }
 *
 * Handles are opaque. A handle that a function returns as a pointer without `const` belongs to the caller, who frees it with
 * the `_free` function of its type; in any order, since handles share what they need. `_free` takes NULL. But for
 * exeunt_options, which one thread fills, handles never change and may be used from several threads at once.
 *
 * Texts that are given are UTF-8, a pointer and a size in bytes; EXEUNT_NUL as the size says that a NUL ends the text. NULL with
 * the size 0 is the empty text. They are copied: nothing is kept of what the caller has.
 *
 * Texts that are returned end with a NUL that `size` does not count; `size` may be NULL. `const char *` lives as long as the
 * handle that it came from. `char *` belongs to the caller, who frees it with exeunt_text_free.
 *
 * Constants have names and are passed as `int`; the name of their enumeration stands before them. One that there is not is
 * an error where a function can fail.
 *
 * A function that can fail takes `error` last, which may be NULL. Where it fails it returns NULL (or 0) and sets *error to an
 * error that belongs to the caller; where it succeeds it sets *error to NULL. A handle that is NULL, a text that is not
 * UTF-8, an option that there is not: all of these are errors, never a crash. No C++ exception leaves a function.
 *
 * Functions that cannot fail answer NULL, 0 or the value named _NONE for a handle that is NULL or an index past the end.
 *
 * The library is written in C++: link with its runtime (with CMake, project(… LANGUAGES C CXX)).
 */
#ifndef EXEUNT_C_H
#define EXEUNT_C_H

#include <stddef.h>
#include <stdint.h>

/* Where an installation has its packs; find_package(exeunt) defines it. To be given as the option `installed_home`. */
#ifndef EXEUNT_INSTALLED_HOME
#define EXEUNT_INSTALLED_HOME ""
#endif

/* As a size: the text ends at its first NUL. */
#define EXEUNT_NUL ((size_t)-1)

#ifdef __cplusplus
extern "C" {
#endif

typedef struct exeunt_error exeunt_error;
typedef struct exeunt_options exeunt_options;
typedef struct exeunt_policy exeunt_policy;
typedef struct exeunt_account exeunt_account;
typedef struct exeunt_plan exeunt_plan;
typedef struct exeunt_difference exeunt_difference;
typedef struct exeunt_applied exeunt_applied;

/* "0.1.0". Never freed. */
const char *exeunt_version(void);

/* Frees a text that a function returned as `char *`. */
void exeunt_text_free(char *text);

/* --- errors: a list of diagnostics, at least one */

enum exeunt_severity { EXEUNT_NOTE = 0, EXEUNT_WARNING = 1, EXEUNT_ERROR = 2, EXEUNT_SEVERITY_NONE = -1 };

enum exeunt_diagnostic_member {
  EXEUNT_DIAGNOSTIC_CODE = 0,    /* "E0510": never changes its meaning */
  EXEUNT_DIAGNOSTIC_MESSAGE = 1, /* one line, without the place */
  EXEUNT_DIAGNOSTIC_FILE = 2     /* as it was named; empty: about no file */
};

/* All of it for people, with the lines that it is about. Lives as long as the error. */
const char *exeunt_error_text(const exeunt_error *error, size_t *size);
size_t exeunt_error_count(const exeunt_error *error);
/* Lives as long as the error. NULL: there is no such diagnostic. */
const char *exeunt_error_get(const exeunt_error *error, size_t index, int member, size_t *size);
int exeunt_error_severity(const exeunt_error *error, size_t index);
/* From 1; 0: the file as a whole. */
uint64_t exeunt_error_line(const exeunt_error *error, size_t index);
/* From 1, in code points; 0: the line as a whole. */
uint64_t exeunt_error_column(const exeunt_error *error, size_t index);
/* What to do about it. Lives as long as the error. */
size_t exeunt_error_help_count(const exeunt_error *error, size_t index);
const char *exeunt_error_help(const exeunt_error *error, size_t index, size_t help, size_t *size);
void exeunt_error_free(exeunt_error *error);

/* --- options: names and values. Which names a function reads stands with it; it ignores the others.
 *
 * A name that is given again replaces what was given before, or, where it is marked with *, adds to it. Switches are "true"
 * or "false". */

/* NULL: there is no memory. */
exeunt_options *exeunt_options_new(void);
/* 1, or 0 where no function has such an option or the value is none of its. */
int exeunt_options_set(exeunt_options *options, const char *name, size_t name_size, const char *value, size_t value_size,
                       exeunt_error **error);
void exeunt_options_free(exeunt_options *options);

/* --- policies */

/* A pack by its name, folder or file; it may end in "@edition". `options` may be NULL:
 *   edition         empty: the newest
 *   policies*       folders in which packs are looked up by name, before all others
 *   home            the folder that holds `policies` and `stdlib`; else found as the command does, and then
 *   installed_home  (see EXEUNT_INSTALLED_HOME)
 *   lint            a switch: exeunt_policy_warnings has something to say */
exeunt_policy *exeunt_policy_compile(const char *pack, size_t pack_size, const exeunt_options *options,
                                     exeunt_error **error);

/* A policy file that is not on disk: its name ends in `.policy` or `.policy.yaml`, or is `facts.yaml`. */
typedef struct {
  const char *name;
  size_t name_size;
  const char *text;
  size_t text_size;
} exeunt_source;

/* The files of one pack. `options` as above. */
exeunt_policy *exeunt_policy_compile_texts(const exeunt_source *sources, size_t count, const exeunt_options *options,
                                           exeunt_error **error);

enum exeunt_policy_member {
  EXEUNT_POLICY_PACK = 0,
  EXEUNT_POLICY_TITLE = 1,
  EXEUNT_POLICY_EDITION = 2, /* empty where the pack has none */
  EXEUNT_POLICY_DIGEST = 3   /* "sha256:…" over the meaning */
};
enum exeunt_policy_list { EXEUNT_POLICY_EDITIONS = 0, EXEUNT_POLICY_EVENTS = 1 };

/* These live as long as the policy. */
const char *exeunt_policy_get(const exeunt_policy *policy, int member, size_t *size);
size_t exeunt_policy_count(const exeunt_policy *policy, int list);
const char *exeunt_policy_item(const exeunt_policy *policy, int list, size_t index, size_t *size);
/* What was said with `lint`, as an error that belongs to the caller; its text is empty. NULL: nothing. */
exeunt_error *exeunt_policy_warnings(const exeunt_policy *policy);
void exeunt_policy_free(exeunt_policy *policy);

/* --- accounts */

/* `options` may be NULL:
 *   absent  "null": a field that an object lacks is null; "unknown" (as without it): it is not known
 *   strict  a switch: what a policy's model lacks is an error, when a plan is made */
exeunt_account *exeunt_account_load(const char *path, size_t path_size, const exeunt_options *options,
                                    exeunt_error **error);
exeunt_account *exeunt_account_parse(const char *text, size_t text_size, const exeunt_options *options,
                                     exeunt_error **error);
/* Byte for byte. Lives as long as the account. */
const char *exeunt_account_text(const exeunt_account *account, size_t *size);
/* "xxh3:…": tells accounts apart. Lives as long as the account. */
const char *exeunt_account_digest(const exeunt_account *account, size_t *size);
uint64_t exeunt_account_objects(const exeunt_account *account);
void exeunt_account_free(exeunt_account *account);

/* --- plans */

enum exeunt_verdict {
  EXEUNT_READY = 0,
  EXEUNT_BLOCKED = 1,
  EXEUNT_CONFLICTED = 2,
  EXEUNT_VERDICT_NONE = -1
};

enum exeunt_format {
  EXEUNT_TEXT = 0, /* for people */
  EXEUNT_JSON = 1,
  EXEUNT_NDJSON = 2,   /* of plans alone */
  EXEUNT_MARKDOWN = 3, /* of plans and differences */
  EXEUNT_GROUPS = 4    /* of plans alone */
};

/* What happens to `account`. `request`:
 *   event, subject, by, at, locale   as people write them: "deactivate", "user:7", "2024-03-01T09:00:00Z"
 *   argument*                        "name=value"
 *   transfer*                        "deal=user:2"
 *   howtos, locations                switches */
exeunt_plan *exeunt_plan_make(const exeunt_policy *policy, const exeunt_account *account, const exeunt_options *request,
                              exeunt_error **error);
/* A document, JSON or NDJSON. */
exeunt_plan *exeunt_plan_load(const char *path, size_t path_size, exeunt_error **error);
exeunt_plan *exeunt_plan_parse(const char *document, size_t document_size, exeunt_error **error);
int exeunt_plan_verdict(const exeunt_plan *plan);
void exeunt_plan_free(exeunt_plan *plan);

/* The whole plan, a text that belongs to the caller. `options` are for EXEUNT_TEXT and may be NULL: `colour`, `verbose`,
 * `concise`, `cites` (switches), `width` (columns). */
char *exeunt_plan_write(const exeunt_plan *plan, int format, const exeunt_options *options, size_t *size,
                        exeunt_error **error);

enum exeunt_summary_member {
  EXEUNT_SUMMARY_OBJECTS = 0,      /* in changes */
  EXEUNT_SUMMARY_AFFECTED = 1,     /* those of them that do not stay as they are */
  EXEUNT_SUMMARY_SCHEDULED = 2,    /* changes that are due later */
  EXEUNT_SUMMARY_IRREVERSIBLE = 3  /* changes that cannot be undone */
};

uint64_t exeunt_plan_summary(const exeunt_plan *plan, int member);
/* RFC 3339; empty: everything can be undone. Lives as long as the plan. */
const char *exeunt_plan_point_of_no_return(const exeunt_plan *plan, size_t *size);

enum exeunt_plan_list {
  EXEUNT_CHANGES = 0,
  EXEUNT_GUARDS = 1,
  EXEUNT_UNDECIDED = 2,
  EXEUNT_UNADDRESSED = 3
};

enum exeunt_entry_member {
  EXEUNT_OBJECT = 0,   /* "email:12"; of all but guards */
  EXEUNT_RULE = 1,     /* of changes and of what is undecided */
  EXEUNT_OUTCOME = 2,  /* of changes: the verb; of guards: "yes", "no", "unknown" */
  EXEUNT_CLASS = 3,    /* of changes: by which vendors are compared */
  EXEUNT_WORDING = 4,  /* of changes: "is erased" */
  EXEUNT_DUE = 5,      /* of changes: RFC 3339; empty: at the event */
  EXEUNT_UNLESS = 6,   /* of changes: what calls it off */
  EXEUNT_PHASE = 7,    /* of changes */
  EXEUNT_NAME = 8,     /* of guards */
  EXEUNT_MESSAGE = 9,  /* of guards: why it does not hold */
  EXEUNT_UNBLOCK = 10, /* of guards: what to do about it */
  EXEUNT_FAILURE = 11  /* of guards and of what is undecided: why it could not be evaluated */
};

/* Entries of a plan, in canonical order; everything else is in the plan's JSON. */
size_t exeunt_plan_count(const exeunt_plan *plan, int list);
/* Lives as long as the plan. NULL: there is no such entry, or its list has no such member. */
const char *exeunt_plan_get(const exeunt_plan *plan, int list, size_t index, int member, size_t *size);
/* Of a change: 1 where it can be undone. */
int exeunt_plan_is_reversible(const exeunt_plan *plan, size_t change);
/* Of a change: 1 where it says that the object stays as it is. */
int exeunt_plan_is_unchanged(const exeunt_plan *plan, size_t change);

enum exeunt_write_member {
  EXEUNT_WRITE_OP = 0,    /* "set", "clear", "add", "remove", "erase", "create" */
  EXEUNT_WRITE_FIELD = 1, /* empty: the object as a whole */
  EXEUNT_WRITE_FROM = 2,  /* JSON; NULL: the snapshot does not say */
  EXEUNT_WRITE_TO = 3     /* JSON */
};

size_t exeunt_plan_write_count(const exeunt_plan *plan, size_t change);
/* Lives as long as the plan. */
const char *exeunt_plan_write_get(const exeunt_plan *plan, size_t change, size_t write, int member, size_t *size);

/* Why an object changes, or does not: EXEUNT_TEXT or EXEUNT_JSON, a text that belongs to the caller. `options` as of
 * exeunt_plan_write. */
char *exeunt_plan_explain(const exeunt_plan *plan, const char *object, size_t object_size, int format,
                          const exeunt_options *options, size_t *size, exeunt_error **error);

/* --- differences */

/* What differs in `after`, by meaning. `options` may be NULL:
 *   ignore*  what is not compared, as `exeunt diff --ignore` has it */
exeunt_difference *exeunt_plan_diff(const exeunt_plan *before, const exeunt_plan *after, const exeunt_options *options,
                                    exeunt_error **error);
/* 1 where the plans mean the same. */
int exeunt_difference_is_empty(const exeunt_difference *difference);
/* EXEUNT_TEXT, EXEUNT_JSON or EXEUNT_MARKDOWN, a text that belongs to the caller. `options` as of exeunt_plan_write. */
char *exeunt_difference_write(const exeunt_difference *difference, int format, const exeunt_options *options,
                              size_t *size, exeunt_error **error);
void exeunt_difference_free(exeunt_difference *difference);

/* --- accounts afterwards */

/* The account after the plan, and, from that, the one before it. `policy` may be NULL; it is needed where the plan comes from
 * a document and an `unless` is due. `options` may be NULL:
 *   until        time passes: what is due by then happens too; without it, the event alone
 *   any_account  a switch: also another account than the one planned on, as long as nothing is overwritten */
exeunt_applied *exeunt_plan_apply(const exeunt_plan *plan, const exeunt_account *account, const exeunt_policy *policy,
                                  const exeunt_options *options, exeunt_error **error);
exeunt_applied *exeunt_plan_revert(const exeunt_plan *plan, const exeunt_account *account, const exeunt_policy *policy,
                                   const exeunt_options *options, exeunt_error **error);
/* What exeunt_plan_apply changes, as a JSON Patch (RFC 6902) that belongs to the caller. */
char *exeunt_plan_json_patch(const exeunt_plan *plan, const exeunt_account *account, const exeunt_policy *policy,
                             const exeunt_options *options, size_t *size, exeunt_error **error);

enum exeunt_applied_number {
  EXEUNT_APPLIED_CHANGED = 0, /* objects */
  EXEUNT_APPLIED_ERASED = 1,
  EXEUNT_APPLIED_CREATED = 2,
  EXEUNT_APPLIED_TO_COME = 3 /* changes that are due later */
};
enum exeunt_applied_list {
  EXEUNT_CALLED_OFF = 0, /* by their `unless` */
  EXEUNT_REMAINING = 1   /* reverted: what cannot be undone */
};

/* Belongs to the caller; lives on when `applied` is freed. */
exeunt_account *exeunt_applied_account(const exeunt_applied *applied, exeunt_error **error);
uint64_t exeunt_applied_total(const exeunt_applied *applied, int number);
/* RFC 3339, of the first change that is due later; empty: none. Lives as long as `applied`. */
const char *exeunt_applied_next_due(const exeunt_applied *applied, size_t *size);
size_t exeunt_applied_count(const exeunt_applied *applied, int list);
/* EXEUNT_OBJECT, EXEUNT_RULE, EXEUNT_OUTCOME or EXEUNT_DUE. Lives as long as `applied`. */
const char *exeunt_applied_get(const exeunt_applied *applied, int list, size_t index, int member, size_t *size);
void exeunt_applied_free(exeunt_applied *applied);

#ifdef __cplusplus
}
#endif

#endif
