package io.brokerway.engine.vault;

import io.brokerway.engine.storage.Database;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of a rotation. Each step looks first whether it was done already, so that a run that was
 * cut off anywhere is taken up by doing all steps again.
 */
final class KeyRotation {
  private static final Duration STALLED = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Database database;
  private final KeyFile keyFile;
  private final RotationProgress progress;
  private final Rotations rotations;

  KeyRotation(Database database, KeyFile keyFile, RotationProgress progress) {
    this.database = database;
    this.keyFile = keyFile;
    this.progress = progress;
    rotations = new Rotations(database);
  }

  RotationReport run(RotationDepth depth, String actor) {
    var lockFile = keyFile.folder().resolve("rotation.lock");
    try (var channel =
        FileChannel.open(
            lockFile,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      if (channel.tryLock() == null) {
        throw alreadyRuns();
      }
      return runAlone(depth, actor);
    } catch (OverlappingFileLockException e) {
      throw alreadyRuns();
    } catch (IOException e) {
      throw new IllegalStateException("cannot write beside the key file: " + e, e);
    }
  }

  private RotationReport runAlone(RotationDepth depth, String actor) {
    var unfinished = database.readSystem(Rotations::unfinished);
    var rotation =
        unfinished.orElseGet(() -> rotations.begin(depth, keyFile.current().versions(), actor));
    var mover = new KeyMover(database, keyFile, rotation);
    mover.count();
    at(RotationStage.BEGUN, mover);
    addVersion(rotation.version(), mover);
    at(RotationStage.VERSION_ADDED, mover);
    useVersion(rotation.version());
    at(RotationStage.VERSION_IN_USE, mover);
    KeyBarrier.awaitPassed(database);
    at(RotationStage.WRITERS_PASSED, mover);
    move(mover);
    var read = KeyCheck.all(database, keyFile.current(), rotation.version());
    at(RotationStage.CHECKED, mover);
    var retired = retireOthers(rotation.version());
    at(RotationStage.OLD_RETIRED, mover);
    rotations.end(rotation, read, actor);
    at(RotationStage.ENDED, mover);
    return new RotationReport(
        rotation.version(),
        rotation.depth(),
        unfinished.isPresent(),
        read.keys(),
        read.secrets(),
        retired);
  }

  private void addVersion(int version, KeyMover mover) {
    var versions = keyFile.current();
    if (versions.versions().contains(version)) {
      return;
    }
    if (mover.done() > 0) {
      throw new IllegalStateException(
          "the key file lacks version %d, which wrapped %d keys: restore the right key file"
              .formatted(version, mover.done()));
    }
    replace(() -> versions.with(version));
  }

  private void useVersion(int version) {
    var versions = keyFile.current();
    if (versions.primary() != version) {
      replace(() -> versions.withPrimary(version));
    }
  }

  private Set<Integer> retireOthers(int version) {
    var versions = keyFile.current();
    var others = new TreeSet<>(versions.versions());
    others.remove(version);
    if (!others.isEmpty()) {
      replace(() -> versions.only(version));
    }
    return others;
  }

  private void move(KeyMover mover) {
    database.inSystem(tx -> {
      InstallSecret.rewrap(tx, keyFile);
      return null;
    });
    at(RotationStage.MOVING, mover);
    var movedAt = System.nanoTime();
    while (true) {
      var moved = mover.pass(() -> at(RotationStage.MOVING, mover));
      mover.count();
      if (mover.done() == mover.total()) {
        return;
      }
      if (moved > 0) {
        movedAt = System.nanoTime();
        continue;
      }
      requireReadable(mover);
      if (System.nanoTime() - movedAt > STALLED.toNanos()) {
        throw new IllegalStateException(
            "%d keys have been in use for %s: run it again to take it up"
                .formatted(mover.total() - mover.done(), STALLED));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void requireReadable(KeyMover mover) {
    var unreadable = mover.unreadable();
    if (!unreadable.isEmpty()) {
      throw new VaultException(
          "%d keys cannot be read, so the old version stays; disconnect these or restore them: %s"
              .formatted(
                  unreadable.size(),
                  unreadable.stream().map(owner -> owner.connectionId().toString()).toList()),
          null);
    }
  }

  private void at(RotationStage stage, KeyMover mover) {
    progress.reached(stage, mover.done(), mover.total());
  }

  /** What the key file is to hold. */
  @FunctionalInterface
  private interface Change {
    KeyVersions made() throws GeneralSecurityException;
  }

  private void replace(Change change) {
    try {
      keyFile.replace(change.made());
    } catch (GeneralSecurityException e) {
      throw new VaultException("cannot change the versions of the key", e);
    }
  }

  private static IllegalStateException alreadyRuns() {
    return new IllegalStateException("a rotation of keys runs already");
  }
}
