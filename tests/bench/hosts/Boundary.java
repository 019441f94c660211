// What a call from Java costs: CPU time of this thread, the median of several batches; prints rows of Markdown.

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nz.gwsauth.GwsAuth;
import nz.gwsauth.RequestKind;
import nz.gwsauth.TokenReply;

final class Boundary {
  private static final int ROUNDS = 31;
  private static final long NOW = 1_790_000_000L;
  private static final byte[] BODY = ("{\"access_token\":\"" + "a".repeat(2010)
      + "\",\"token_type\":\"Bearer\",\"expires_in\":28800,\"scope\":\"MYIR.Services\",\"refresh_token\":\"" + "r".repeat(64)
      + "\"}").getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENTROPY = new byte[64];

  public static void main(String[] arguments) {
    ENTROPY[0] = 1;
    ENTROPY[63] = 2;
    System.out.printf("%n## In Java %s: CPU time%n%n| job | ours |%n|---|--:|%n", System.getProperty("java.version"));
    row("a reply of 2.2 kB", Boundary::parse);
    row("authorize URL and PKCE", () -> GwsAuth.authorize("test", "SmartCloud_Payroll", "https://client.example.com/return", ENTROPY, NOW));
    row("the boundary: a call that does nothing (`version`)", GwsAuth::version);
    row("a call with a text each way (`irdNumber`)", () -> GwsAuth.irdNumber("49-091-850"));
  }

  private static void parse() {
    if (!(GwsAuth.parseToken(RequestKind.REFRESH, 200, BODY, NOW) instanceof TokenReply.Granted)) {
      throw new IllegalStateException("no tokens");
    }
  }

  private static void row(String job, Runnable work) {
    // The virtual machine compiles what runs often.
    batch(work, 20_000);
    double[] took = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      took[round] = batch(work, 2_000);
    }
    Arrays.sort(took);
    System.out.printf("| %s | %.2f µs |%n", job, took[ROUNDS / 2]);
  }

  /** Microseconds of one. */
  private static double batch(Runnable work, int times) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int done = 0; done < times; done++) {
      work.run();
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1e3 / times;
  }
}
