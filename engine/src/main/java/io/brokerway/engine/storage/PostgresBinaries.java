package io.brokerway.engine.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once from the binaries' jar after their checksum was verified.
 */
final class PostgresBinaries {
  private static final String MARKER = "unpacked.sha256";

  private final Path folder;
  private final int majorVersion;

  private PostgresBinaries(Path folder, int majorVersion) {
    this.folder = folder;
    this.majorVersion = majorVersion;
  }

  /** The programs below {@code parent/<version>}; unpacks them if they are not there. */
  static PostgresBinaries in(Path parent) {
    var known = known();
    var machine = System.getProperty("os.arch");
    var sha256 = known.getProperty(machine + ".sha256");
    if (sha256 == null || !System.getProperty("os.name").equals("Linux")) {
      throw new IllegalStateException(
          "no embedded PostgreSQL for %s on %s: set a database URL of an own server"
              .formatted(System.getProperty("os.name"), machine));
    }
    var version = known.getProperty("version");
    var folder = parent.resolve(version);
    try {
      if (!isUnpacked(folder, sha256)) {
        unpack(known.getProperty(machine + ".resource"), sha256, folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack PostgreSQL to " + folder, e);
    }
    return new PostgresBinaries(folder, Integer.parseInt(version.split("\\.", 2)[0]));
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  int majorVersion() {
    return majorVersion;
  }

  private static Properties known() {
    try (var in = PostgresBinaries.class.getResourceAsStream("postgres-binaries.properties")) {
      var properties = new Properties();
      properties.load(Objects.requireNonNull(in));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUnpacked(Path folder, String sha256) throws IOException {
    var marker = folder.resolve(MARKER);
    return Files.exists(marker) && Files.readString(marker).equals(sha256);
  }

  /** Unpacks beside the folder and renames, so that a crash leaves no half of it. */
  private static void unpack(String resource, String sha256, Path folder) throws IOException {
    var fresh = folder.resolveSibling(folder.getFileName() + ".new");
    Folders.deleteTree(fresh);
    Folders.createPassable(fresh);
    try (var in = PostgresBinaries.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the jar with PostgreSQL's programs is not on the class path: " + resource);
      }
      unpackVerified(in, sha256, fresh);
    }
    Files.writeString(fresh.resolve(MARKER), sha256);
    Folders.deleteTree(folder);
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpackVerified(InputStream archive, String sha256, Path target)
      throws IOException {
    var digest = sha256();
    try (var hashed = new DigestInputStream(archive, digest);
        var tar = new TarArchiveInputStream(new XZCompressorInputStream(hashed))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(tar, entry, target);
      }
      hashed.transferTo(java.io.OutputStream.nullOutputStream());
    }
    var found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(sha256)) {
      throw new IllegalStateException(
          "the archive of PostgreSQL's programs has SHA-256 %s, not %s".formatted(found, sha256));
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    var path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("the archive leaves its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Folders.createPassable(path);
      return;
    }
    Folders.createPassable(Objects.requireNonNull(path.getParent()));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    var executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
