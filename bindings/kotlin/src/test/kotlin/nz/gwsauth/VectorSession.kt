package nz.gwsauth

import nz.gwsauth.internal.Session
import nz.gwsauth.internal.SessionEvent
import nz.gwsauth.internal.SessionStep

/** Sessions: the calls, and walks through the steps of one worker. */
internal val SESSIONS: Map<String, List<(Case) -> Fields>> = mapOf(
    "session_login" to listOf(::sessionLoginOp),
    "session_logout" to listOf(::sessionLogoutOp),
    "session_reject" to listOf(::sessionRejectOp),
    "session_facts" to listOf { case -> plain(GwsAuth.sessionFacts(case.longText("record").decodeToString())) },
    "session_walk" to listOf(::walkOp),
)

private fun sessionLoginOp(case: Case): Fields {
    val tokens = TokenSet(
        accessToken = case.text("access_token"),
        authorization = "Bearer ${case.text("access_token")}",
        refreshToken = case.optionalText("refresh_token"),
        expiresIn = case.optionalInteger("expires_in"),
        scope = null,
        sentAt = case.optionalInteger("sent_at"),
        expiresAt = null,
        refreshAt = null,
        warnings = emptyList(),
    )
    val (before, now) = case.optionalText("before") to case.integer("now")
    return plain(GwsAuth.sessionLogin(case.client(), tokens, before, now, case.policy()))
}

private fun sessionLogoutOp(case: Case): Fields {
    val out = GwsAuth.sessionLogout(case.client(), case.text("record"), case.integer("now"), case.policy())
    return plain(out.swap) + out.request?.let(::requestFields).orEmpty()
}

private fun sessionRejectOp(case: Case): Fields {
    val (record, generation) = case.text("record") to case.integer("generation")
    return GwsAuth.sessionReject(case.client(), record, generation, case.integer("now"))?.let(::plain).orEmpty()
}

/** Each event, and the step that it gives; one that is refused changes nothing. */
private fun walkOp(case: Case): Fields {
    val rules = SessionRules(
        settle = case.optionalInteger("settle"),
        backOff = case.optionalInteger("back_off"),
        poll = case.optionalInteger("poll"),
        loginIfInDoubt = case.optionalFlag("login_if_in_doubt"),
        introspectFirst = case.optionalFlag("introspect_first"),
    )
    val (client, policy) = case.client().lowered() to case.policy().lowered()
    val (attempt, jitter) = case.bytes("attempt") to (case.optionalInteger("jitter") ?: 0)
    val events = generateSequence(1) { it + 1 }.map { case.optionalText("event_$it") }.takeWhile { it != null }.toList()
    return call { Session(client, attempt, jitter, policy, rules.lowered()) }.use { session ->
        val steps = events.mapIndexed { index, event ->
            val (now, happened) = event!!.split(" ", limit = 2)
            val step = try {
                said(call { session.next(happened(happened), now.toLong()) })
            } catch (error: GwsAuthException) {
                "error ${error.code}"
            }
            "step_${index + 1}" to step
        }
        steps.toMap() + present("problem" to session.problem())
    }
}

/** An event as the vectors write it. */
private fun happened(text: String): SessionEvent {
    val rest = text.substringAfter(' ', "").ifEmpty { null }
    return when (text.substringBefore(' ')) {
        "loaded" -> SessionEvent.Loaded(rest)
        "stored" -> SessionEvent.Stored
        "not_stored" -> SessionEvent.NotStored
        "not_sent" -> SessionEvent.NotSent
        "no_reply" -> SessionEvent.NoReply
        "waited" -> SessionEvent.Waited
        "reply" -> {
            val (status, body) = rest!!.split(" ", limit = 2)
            SessionEvent.Reply(status.toInt(), body.toByteArray())
        }
        else -> throw Failure("no event: $text")
    }
}

/** A step as the vectors write it. */
private fun said(step: SessionStep): String = when (step) {
    is SessionStep.Load -> "load"
    is SessionStep.Swap -> step.swap.run { "swap $expectedVersion $version $record" }
    is SessionStep.Send -> "send ${step.sendBefore} ${step.request.run { "$url $body" }}"
    is SessionStep.Ask -> "ask ${step.request.run { "$url $body" }}"
    is SessionStep.Discard -> "discard ${step.request.run { "$url $body" }}"
    is SessionStep.Wait -> "wait ${step.seconds}"
    is SessionStep.Use -> step.run { "use $generation $refreshFrom $token" }
    is SessionStep.LoginRequired -> "login_required ${step.reason}"
}
