package nz.gwsauth.example

import org.postgresql.ds.PGSimpleDataSource
import java.io.File
import java.net.InetAddress
import java.net.ServerSocket
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.absolutePathString

/** A PostgreSQL of the tests' own, in a folder that goes away with it. */
internal class PostgresServer : AutoCloseable {
    private val folder: Path = Files.createTempDirectory("gws-auth-postgres")
    private val port = ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
    private val isRoot = System.getProperty("user.name") == "root"

    val source: PGSimpleDataSource = PGSimpleDataSource().apply {
        serverNames = arrayOf("127.0.0.1")
        portNumbers = intArrayOf(port)
        user = "storm"
        databaseName = "postgres"
    }

    init {
        // It refuses root.
        if (isRoot) call("chown", "postgres", folder.absolutePathString())
        run("initdb", "-A", "trust", "-U", "storm")
        val options = "-p $port -k ${folder.absolutePathString()} -c listen_addresses=127.0.0.1"
        run("pg_ctl", "-w", "-o", options, "-l", folder.resolve("log").absolutePathString(), "start")
    }

    override fun close() {
        run("pg_ctl", "-m", "immediate", "stop")
        folder.toFile().deleteRecursively()
    }

    private fun run(name: String, vararg arguments: String) {
        val user = if (isRoot) arrayOf("runuser", "-u", "postgres", "--") else arrayOf()
        val data = folder.resolve("data").absolutePathString()
        call(*user, File(programs, name).path, "-D", data, *arguments)
    }

    private fun call(vararg command: String) {
        val process = ProcessBuilder(*command).directory(File("/"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        check(process.waitFor() == 0) { "${command.toList()} failed" }
    }

    private companion object {
        /** Debian has them outside of the path. */
        private val programs: File by lazy {
            val path = System.getenv("PATH").split(File.pathSeparator).map(::File)
            val versions = File("/usr/lib/postgresql").listFiles().orEmpty().map { it.resolve("bin") }
            val initdb = (path + versions).map { it.resolve("initdb") }.firstOrNull { it.exists() }
            checkNotNull(initdb) { "PostgreSQL's programs are not on this machine" }.canonicalFile.parentFile
        }
    }
}
