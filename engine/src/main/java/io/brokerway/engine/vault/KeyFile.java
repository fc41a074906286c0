package io.brokerway.engine.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.brokerway.broker.login.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;

/**
 * The install's key, which wraps all others: a Tink keyset in a file of mode 0600. In memory it
 * stays outside the heap; its handle lives only as long as one use.
 */
final class KeyFile {
  private static final Set<PosixFilePermission> ALLOWED =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Secret keyset;

  private KeyFile(Secret keyset) {
    this.keyset = keyset;
  }

  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink's AEAD is not available", e);
    }
  }

  /** What is done with the key. */
  @FunctionalInterface
  interface Use<R> {
    R with(Aead key) throws GeneralSecurityException;
  }

  /**
   * Reads the key.
   *
   * @throws IllegalStateException if others may read the file, or it holds no key
   */
  static KeyFile read(Path file) {
    try {
      var permissions = Files.getPosixFilePermissions(file);
      if (!ALLOWED.containsAll(permissions)) {
        throw new IllegalStateException(
            "the key file %s is open to others (%s): set its mode to 0600"
                .formatted(file, PosixFilePermissions.toString(permissions)));
      }
      var bytes = Files.readAllBytes(file);
      try {
        return checked(new KeyFile(Secret.of(bytes)), file);
      } finally {
        java.util.Arrays.fill(bytes, (byte) 0);
      }
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
   * Lends the key to one use.
   *
   * @throws VaultException if the use fails
   */
  <R> R use(String what, Use<R> use) {
    try {
      return use.with(aead());
    } catch (GeneralSecurityException e) {
      throw new VaultException("cannot " + what, e);
    }
  }

  private Aead aead() throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(keyset.reveal(), InsecureSecretKeyAccess.get())
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private static KeyFile checked(KeyFile key, Path file) {
    try {
      key.aead();
      return key;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key file " + file + " holds no usable key", e);
    }
  }

  /** Written beside and linked into place, so that nobody ever reads half of it. */
  private static void writeNew(Path file) throws IOException, GeneralSecurityException {
    var handle = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    var text = TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
    var fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            file.getFileName().toString(),
            ".new",
            PosixFilePermissions.asFileAttribute(ALLOWED));
    try {
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
      }
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException e) {
      return;
    } finally {
      Files.delete(fresh);
    }
  }
}
