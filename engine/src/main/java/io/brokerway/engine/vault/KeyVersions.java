package io.brokerway.engine.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.brokerway.broker.login.Secret;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The install's key as it was read once: one or more versions. The primary one wraps; the others
 * still unwrap what they wrapped. In memory it stays outside the heap; a handle lives only as long
 * as one use. Immutable, thread-safe.
 */
final class KeyVersions {
  static final Configuration CONFIGURATION = AeadConfig2026.get();

  private final Secret keyset;
  private final int primary;
  private final Set<Integer> versions;

  private KeyVersions(Secret keyset, KeysetHandle handle) {
    this.keyset = keyset;
    primary = handle.getPrimary().getId();
    var found = new TreeSet<Integer>();
    for (var i = 0; i < handle.size(); i++) {
      found.add(handle.getAt(i).getId());
    }
    versions = Set.copyOf(found);
  }

  /** A new key of one version. */
  static KeyVersions fresh() throws GeneralSecurityException {
    return of(
        KeysetHandle.newBuilder()
            .setConfiguration(CONFIGURATION)
            .addEntry(freshEntry().withRandomId().makePrimary())
            .build());
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws GeneralSecurityException if it is not a usable key
   */
  static KeyVersions parse(Secret text) throws GeneralSecurityException {
    var handle = handle(text);
    handle.getPrimitive(CONFIGURATION, Aead.class);
    return new KeyVersions(text, handle);
  }

  /** The version that wraps. */
  int primary() {
    return primary;
  }

  Set<Integer> versions() {
    return versions;
  }

  boolean isSameAs(KeyVersions other) {
    return keyset.equals(other.keyset);
  }

  /** What the key file holds. */
  Secret text() {
    return keyset.copied();
  }

  /** Wraps with the primary version, unwraps with any. */
  Aead aead() throws GeneralSecurityException {
    return handle(keyset).getPrimitive(CONFIGURATION, Aead.class);
  }

  /** The same and one version more, which does not wrap yet. */
  KeyVersions with(int version) throws GeneralSecurityException {
    return of(
        KeysetHandle.newBuilder(handle(keyset))
            .setConfiguration(CONFIGURATION)
            .addEntry(freshEntry().withFixedId(version))
            .build());
  }

  /** The same versions, of which this one wraps. */
  KeyVersions withPrimary(int version) throws GeneralSecurityException {
    var builder = KeysetHandle.newBuilder(handle(keyset)).setConfiguration(CONFIGURATION);
    builder.getAt(place(version)).makePrimary();
    return of(builder.build());
  }

  /** That version alone. */
  KeyVersions only(int version) throws GeneralSecurityException {
    var chosen = withPrimary(version).keyset;
    var builder = KeysetHandle.newBuilder(handle(chosen)).setConfiguration(CONFIGURATION);
    for (var i = builder.size() - 1; i >= 0; i--) {
      if (!builder.getAt(i).isPrimary()) {
        builder.deleteAt(i);
      }
    }
    return of(builder.build());
  }

  private int place(int version) throws GeneralSecurityException {
    var handle = handle(keyset);
    for (var i = 0; i < handle.size(); i++) {
      if (handle.getAt(i).getId() == version) {
        return i;
      }
    }
    throw new GeneralSecurityException("the key has no version " + version);
  }

  private static KeysetHandle.Builder.Entry freshEntry() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM);
  }

  private static KeyVersions of(KeysetHandle handle) throws GeneralSecurityException {
    var text =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            handle, CONFIGURATION, InsecureSecretKeyAccess.get());
    return new KeyVersions(Secret.of(text), handle);
  }

  private static KeysetHandle handle(Secret keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        keyset.reveal(), CONFIGURATION, InsecureSecretKeyAccess.get());
  }
}
