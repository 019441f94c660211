package nz.gwsauth.example

import java.util.concurrent.TimeUnit

/** A simulator on free ports. `GWS_SIMULATOR_BIN` names its program. */
class Simulator : AutoCloseable {
    private val process: Process
    val environment: String

    init {
        val usual = System.getProperty("gws.target") + "/debug/gws-auth-simulator"
        val program = System.getenv("GWS_SIMULATOR_BIN") ?: usual
        process = ProcessBuilder(program, "--port", "0").redirectError(ProcessBuilder.Redirect.INHERIT).start()
        val lines = process.inputStream.bufferedReader()
        val said = generateSequence { lines.readLine() }.takeWhile { !it.startsWith("Ctrl-C") }.toList()
        environment = said.first { "base URL" in it }.substringAfter("base URL").trim()
    }

    override fun close() {
        process.destroy()
        check(process.waitFor(10, TimeUnit.SECONDS)) { "the simulator does not end" }
    }
}
