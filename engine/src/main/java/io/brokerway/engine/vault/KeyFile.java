package io.brokerway.engine.vault;

import com.google.crypto.tink.Aead;
import io.brokerway.broker.login.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The install's key, which wraps all others, in a file of mode 0600. Every use looks whether the
 * file was replaced, so that a rotation by another process is seen at once; a file that went away
 * after the start is survived with what was read before. Thread-safe.
 */
final class KeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final Set<PosixFilePermission> ALLOWED =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;
  private Read latest;

  /** What stood in the file, and by what a later state of it differs. */
  private record Read(KeyVersions versions, Stamp stamp) {}

  private record Stamp(@Nullable Object fileKey, FileTime modified, long size) {
    static Stamp of(Path file) throws IOException {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
    }
  }

  private KeyFile(Path file, Read first) {
    this.file = file;
    this.latest = first;
  }

  /** What is done with the key. */
  @FunctionalInterface
  interface Use<R> {
    R with(Aead key) throws GeneralSecurityException;
  }

  /** What is made with the key's primary version. */
  @FunctionalInterface
  interface Wrapping<R> {
    R with(Aead key, int version) throws GeneralSecurityException;
  }

  /**
   * Reads the key.
   *
   * @throws IllegalStateException if others may read the file, or it holds no key
   */
  static KeyFile read(Path file) {
    try {
      // A link may lead to where the key is mounted: what is replaced later is the file itself.
      var real = file.toRealPath();
      return new KeyFile(real, readNow(real));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the key file " + file, e);
    }
  }

  /** Makes a new key; if another process makes it at the same time, the first one's stays. */
  static KeyFile create(Path file) {
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      writeNew(file);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot create the key file " + file, e);
    }
    return read(file);
  }

  /**
   * Lends the key to one use that unwraps. What the versions read before cannot unwrap is tried
   * once more with the file read again.
   *
   * @throws VaultException if the use fails
   */
  <R> R use(String what, Use<R> use) {
    var before = current();
    try {
      return use.with(before.aead());
    } catch (GeneralSecurityException e) {
      var now = reread();
      if (now.isSameAs(before)) {
        throw new VaultException("cannot " + what, e);
      }
      return use(what, use, now);
    }
  }

  /**
   * Lends the key to one use that wraps; its transaction has entered the {@link KeyBarrier} before.
   *
   * @throws VaultException if the use fails
   */
  <R> R wrap(String what, Wrapping<R> use) {
    var versions = current();
    try {
      return use.with(versions.aead(), versions.primary());
    } catch (GeneralSecurityException e) {
      throw new VaultException("cannot " + what, e);
    }
  }

  /** The versions as the file has them now. */
  synchronized KeyVersions current() {
    try {
      if (!Stamp.of(file).equals(latest.stamp())) {
        latest = readNow(file);
        LOG.info("the key file was replaced: version {} wraps now", latest.versions().primary());
      }
    } catch (IOException | IllegalStateException e) {
      LOG.warn("the key file cannot be read; what was read before is used: {}", e.getMessage());
    }
    return latest.versions();
  }

  /**
   * Puts other versions in the file's place, in one step and with its owner and mode.
   *
   * @throws IllegalStateException if it cannot be written; the old file stays
   */
  synchronized void replace(KeyVersions versions) {
    try {
      var view = view(file).readAttributes();
      var fresh = writeBeside(file, versions);
      try {
        // Run by root, the file must stay readable for the gateway's own user.
        if (!Files.getOwner(fresh).equals(view.owner())) {
          view(fresh).setOwner(view.owner());
          view(fresh).setGroup(view.group());
        }
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(fresh);
      }
      sync(folder());
      latest = readNow(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write the key file %s: %s".formatted(file, e), e);
    }
  }

  Path folder() {
    var folder = file.getParent();
    if (folder == null) {
      throw new IllegalStateException("the key file must stand in a folder, not at " + file);
    }
    return folder;
  }

  private static <R> R use(String what, Use<R> use, KeyVersions versions) {
    try {
      return use.with(versions.aead());
    } catch (GeneralSecurityException e) {
      throw new VaultException("cannot " + what, e);
    }
  }

  private synchronized KeyVersions reread() {
    try {
      latest = readNow(file);
    } catch (IOException | IllegalStateException e) {
      LOG.warn("the key file cannot be read again: {}", e.getMessage());
    }
    return latest.versions();
  }

  private static Read readNow(Path file) throws IOException {
    var permissions = Files.getPosixFilePermissions(file);
    if (!ALLOWED.containsAll(permissions)) {
      throw new IllegalStateException(
          "the key file %s is open to others (%s): set its mode to 0600"
              .formatted(file, PosixFilePermissions.toString(permissions)));
    }
    // Before the content: a replacement in between is seen at the next use.
    var stamp = Stamp.of(file);
    var bytes = Files.readAllBytes(file);
    try {
      return new Read(KeyVersions.parse(Secret.of(bytes)), stamp);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key file " + file + " holds no usable key", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Written beside and linked into place, so that nobody ever reads half of it. */
  private static void writeNew(Path file) throws IOException, GeneralSecurityException {
    var fresh = writeBeside(file, KeyVersions.fresh());
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      return;
    } finally {
      Files.delete(fresh);
    }
  }

  private static Path writeBeside(Path file, KeyVersions versions) throws IOException {
    var fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            file.getFileName().toString(),
            ".new",
            PosixFilePermissions.asFileAttribute(ALLOWED));
    try (var text = versions.text();
        var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.use(byte[]::clone));
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } finally {
        Arrays.fill(bytes.array(), (byte) 0);
      }
      channel.force(true);
      return fresh;
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  /** Makes the change of a folder last over a crash. */
  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static PosixFileAttributeView view(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }
}
