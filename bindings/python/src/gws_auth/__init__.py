"""OAuth 2.0 and M2M for Inland Revenue's (IR's) gateway services in New Zealand. Independent software, not IR's.

    login = gws_auth.authorize("test", client_id, redirect_uri, secrets.token_bytes(64), now)
    …
    match gws_auth.parse_token(request.kind, status, body, sent_at):
        case gws_auth.Granted(tokens):          # store them before anything else
            …
        case gws_auth.Refused(refusal):         # IR refused: do what `refusal.next_step` says
            …
        case gws_auth.Unreadable() as reply:    # a proxy's page, a cut body: do what `reply.next_step` says
            …

Nothing here opens a socket, reads a clock or makes random numbers: the library says what to send, and reads what came back.
What a server does is a result. Only a caller's slip, or an input that is not what it should be, is a `GwsAuthError`.
Python cannot wipe strings. Printed records show neither secrets nor what identifies people.
"""

from . import _generated_calls, _generated_records, sessions
from ._boundary import InternalError
from ._generated_calls import *
from ._generated_records import *
from ._support import GwsAuthError

__version__ = _generated_calls.version()

__all__ = ["GwsAuthError", "InternalError", "sessions"]
__all__ += _generated_calls.__all__
__all__ += _generated_records.__all__
