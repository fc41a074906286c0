package io.brokerway.kit.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Name look-ups on a few threads of their own. The system's resolver can hang for a long time,
 * cannot be interrupted and holds its thread: on a virtual thread it would stop the others with it.
 */
final class Resolution {
  private static final int THREADS = 4;
  private static final int MOST_WAITING = 256;
  private static final long LONGEST_SECONDS = 5;
  private static final ExecutorService RESOLVERS = resolvers();

  private Resolution() {}

  static InetAddress[] of(String host) throws UnknownHostException {
    try {
      return RESOLVERS
          .submit(() -> InetAddress.getAllByName(host))
          .get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      throw unknown(host, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, e);
    }
  }

  private static UnknownHostException unknown(String host, Exception cause) {
    var unknown = new UnknownHostException(host + " did not resolve");
    unknown.initCause(cause);
    return unknown;
  }

  private static ExecutorService resolvers() {
    var pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("resolver-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
