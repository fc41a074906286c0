package io.brokerway.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a folder of data for one process: a second one would take the first one's work away. */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder, and makes it if it is missing.
   *
   * @throws IllegalStateException if another process has it, or it cannot be written
   */
  static HomeLock take(Path home) {
    var file = home.resolve("gateway.lock");
    try {
      Files.createDirectories(home);
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw taken(home);
      }
      return new HomeLock(channel);
    } catch (OverlappingFileLockException e) {
      throw taken(home);
    } catch (IOException e) {
      throw new IllegalStateException("The folder %s cannot be used: %s".formatted(home, e), e);
    }
  }

  private static IllegalStateException taken(Path home) {
    return new IllegalStateException(
        "Another gateway runs on %s: stop it, or choose another folder with --home."
            .formatted(home));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The end of the process frees it all the same.
    }
  }
}
