package nz.gwsauth

import java.sql.Connection
import javax.sql.DataSource

/**
 * Sessions in PostgreSQL, over JDBC: for any number of machines. The driver, `org.postgresql:postgresql`, and the pool are the host's.
 *
 * Records are rows of the table `gws_session`; what protects the tokens is who may read it. Give it the primary, never a replica: a
 * failover to an asynchronous one breaks assumption A1 of `core/SESSION.md`. Each swap waits for the server's disk, whatever
 * its setting. Any store that speaks PostgreSQL's protocol and is linearizable for each row will do.
 */
public class PostgresStore(
    /** Gives a connection for each call, which is closed after it. */
    private val source: DataSource,
) : TokenStore {
    /** Makes the table if it is not there. */
    public fun createTable() {
        connected { it.createStatement().use { statement -> statement.execute(TABLE) } }
    }

    /** The server's clock, in seconds since 1970: one clock for all workers (assumption A2). */
    public fun now(): Long = connected { connection ->
        connection.createStatement().use { statement ->
            statement.executeQuery(NOW).use { rows ->
                rows.next()
                rows.getLong(1)
            }
        }
    }

    override fun load(name: String): String? = connected { connection ->
        connection.prepareStatement(LOAD).use { statement ->
            statement.setString(1, name)
            statement.executeQuery().use { rows -> if (rows.next()) rows.getString(1) else null }
        }
    }

    override fun swap(name: String, swap: SessionSwap): Boolean = connected { connection ->
        connection.createStatement().use { it.execute("SET synchronous_commit = on") }
        val first = swap.expectedVersion == 0L
        connection.prepareStatement(if (first) FIRST else SWAP).use { statement ->
            statement.setLong(1, swap.version)
            statement.setString(2, swap.record)
            statement.setString(3, name)
            if (!first) statement.setLong(4, swap.expectedVersion)
            statement.executeUpdate() == 1
        }
    }

    private fun <T> connected(act: (Connection) -> T): T = source.connection.use { connection ->
        // Without a transaction around it each statement is stored when it returns.
        connection.autoCommit = true
        act(connection)
    }

    private companion object {
        private const val TABLE = "CREATE TABLE IF NOT EXISTS gws_session " +
            "(name text PRIMARY KEY, version bigint NOT NULL, record text NOT NULL)"
        private const val LOAD = "SELECT record FROM gws_session WHERE name = ?"
        private const val FIRST =
            "INSERT INTO gws_session (version, record, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        private const val SWAP = "UPDATE gws_session SET version = ?, record = ? WHERE name = ? AND version = ?"
        private const val NOW = "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint"
    }
}
