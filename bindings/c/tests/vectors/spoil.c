#include "spoil.h"

#include <string.h>

static json_t *other(const json_t *value) {
  if (json_is_integer(value)) {
    return json_integer(json_integer_value(value) + 1);
  }
  if (json_is_boolean(value)) {
    return json_boolean(!json_is_true(value));
  }
  return json_sprintf("%s%s", strncmp(json_string_value(value), "x", 1) == 0 ? "y" : "x", json_string_value(value));
}

/* Appends a copy and gives the member to spoil in it. */
static json_t *copied(json_t *forms, const json_t *vector, const char *part, const char *name, const char *how) {
  json_t *copy = json_deep_copy(vector);
  json_object_set_new(copy, "id", json_sprintf("%s: %s.%s %s", json_string_value(json_object_get(vector, "id")), part,
                                               name, how));
  json_array_append_new(forms, copy);
  return json_object_get(copy, part);
}

static void spoil_fields(json_t *forms, const json_t *vector, const char *part) {
  json_t *fields = json_object_get(vector, part), *value;
  const char *name;
  json_object_foreach(fields, name, value) {
    /* What cannot be understood has no position here. C needs more than core does: how much, no vector says. */
    if (strcmp(part, "unreadable") == 0 && strcmp(name, "at") == 0) {
      continue;
    }
    if (strcmp(name, "at") != 0 || json_object_get(json_object_get(vector, "in"), "out_capacity") == NULL) {
      json_object_set_new(copied(forms, vector, part, name, "changed"), name, other(value));
    }
    json_object_del(copied(forms, vector, part, name, "left out"), name);
  }
  json_object_set_new(copied(forms, vector, part, "unheard_of", "added"), "unheard_of", json_string("x"));
}

json_t *spoilt_forms(const json_t *vector) {
  static const char *const parts[] = {"out", "refused", "unreadable", "error"};
  json_t *forms = json_array(), *copy;
  size_t index;
  for (index = 0; index < 4; index++) {
    if (json_object_get(vector, parts[index]) != NULL) {
      spoil_fields(forms, vector, parts[index]);
      copied(forms, vector, parts[index], "", "as a result of another kind");
      copy = json_array_get(forms, json_array_size(forms) - 1);
      json_object_set(copy, parts[(index + 1) % 4], json_object_get(copy, parts[index]));
      json_object_del(copy, parts[index]);
    }
  }
  json_object_set_new(copied(forms, vector, "in", "unheard_of", "added"), "unheard_of", json_string("x"));
  copied(forms, vector, "in", "", "of another operation");
  json_object_set_new(json_array_get(forms, json_array_size(forms) - 1), "op", json_string("unheard_of"));
  return forms;
}
