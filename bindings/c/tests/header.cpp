// The header in C++: it compiles, links and says what it says in C.
#include <gws_auth.h>

#include <cstring>
#include <type_traits>

static_assert(sizeof(gws_outcome) == 4 && sizeof(gws_status) == 4, "enumerations and statuses have 32 bits");
static_assert(sizeof(gws_span) == 2 * sizeof(std::size_t), "two numbers");
static_assert(std::is_standard_layout<gws_reply>::value, "plain data");

int main() {
  gws_login_arguments arguments;
  gws_login login;
  gws_output out;
  GWS_INIT(arguments);
  GWS_INIT(login);
  GWS_INIT(out);
  const gws_status status = gws_authorize(&arguments, &out, &login);
  const bool right = status == GWS_STATUS_ARGUMENT_MISSING && gws_status_position(status) == GWS_POSITION_NONE;
  return right && std::strcmp(gws_version(), GWS_VERSION) == 0 ? 0 : 1;
}
