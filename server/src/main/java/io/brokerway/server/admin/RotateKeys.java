package io.brokerway.server.admin;

import io.brokerway.engine.Engine;
import io.brokerway.engine.vault.RotationDepth;
import io.brokerway.engine.vault.RotationProgress;
import io.brokerway.engine.vault.RotationStage;
import io.brokerway.engine.vault.VaultException;
import java.io.PrintWriter;

/** Replaces the vault's keys and tells how far it is. */
final class RotateKeys implements AdminTask.Work {

  @Override
  public void run(Engine engine, Arguments arguments, PrintWriter out) {
    var depth = arguments.find("depth").map(RotationDepth::valueOf).orElse(RotationDepth.ALL_KEYS);
    try {
      var report = engine.vault().rotateKeys(depth, AdminTask.ACTOR, new Lines(out));
      out.printf(
          "%s: %d keys and %d secrets were read with version %d alone; %d older %s retired.%n",
          report.takenUp() ? "Done, taken up where it was cut off" : "Done",
          report.keys(),
          report.secrets(),
          report.version(),
          report.retired().size(),
          report.retired().size() == 1 ? "version is" : "versions are");
      out.println(
          "A backup of the database made before this can be read only with the key file of its"
              + " time.");
    } catch (VaultException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Tells each step, and while keys are moved each tenth of them. */
  private static final class Lines implements RotationProgress {
    private static final int PARTS = 10;

    private final PrintWriter out;
    private long told = -1;

    Lines(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void reached(RotationStage stage, long done, long total) {
      var text =
          switch (stage) {
            case BEGUN -> "The rotation is recorded.";
            case VERSION_ADDED -> "The key file holds a new version.";
            case VERSION_IN_USE -> "The new version is in use.";
            case WRITERS_PASSED -> "Nothing is written under an old version any more.";
            case MOVING -> moving(done, total);
            case CHECKED -> "Everything was read with the new version alone.";
            case OLD_RETIRED -> "The old versions are out of the key file.";
            case ENDED -> "The end is recorded.";
          };
      if (!text.isEmpty()) {
        out.println(text);
        out.flush();
      }
    }

    private String moving(long done, long total) {
      var part = total == 0 ? PARTS : done * PARTS / total;
      if (part == told) {
        return "";
      }
      told = part;
      return "%d of %d keys are under the new version.".formatted(done, total);
    }
  }
}
