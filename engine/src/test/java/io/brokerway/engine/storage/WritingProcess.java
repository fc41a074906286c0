package io.brokerway.engine.storage;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;

/** A process that writes and says after each commit how many there were, until it is killed. */
final class WritingProcess {
  private static final TenantId ONE = new TenantId("one");

  private WritingProcess() {}

  public static void main(String[] arguments) {
    var database =
        Database.open(new StorageConfig(Path.of(arguments[0]), null, 2, 3, 100), Clock.systemUTC());
    var kind = new Numbers();
    for (var number = 1; ; number++) {
      database.writer().write(kind, number);
      System.out.println(number);
    }
  }

  private static final class Numbers implements WriteKind<Integer, Boolean> {
    @Override
    public String name() {
      return "number.add";
    }

    @Override
    public TenantId tenantOf(Integer write) {
      return ONE;
    }

    @Override
    public List<Boolean> apply(Tx tx, List<Integer> writes) {
      writes.forEach(number ->
          tx.append(new Fact(ONE, null, null, "number.added", "n" + number, 0, "test", 1, "{}")));
      return Collections.nCopies(writes.size(), true);
    }
  }
}
