package io.brokerway.exchange;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.VenueJournal;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * An append-only file. Entries that are appended together form one frame: length of the body, its
 * CRC-32C, then the body: the count and each entry with its length. A frame is forced to the disk
 * before it is answered. What a crash left half written at the end is dropped when the file is
 * opened; damage before the end refuses to open. Thread-safe; one process at a time.
 */
public final class FileJournal implements VenueJournal, AutoCloseable {
  private static final int HEAD = 2 * Integer.BYTES;
  private static final int MAX_FRAME = 256 * 1024 * 1024;

  private final Path file;
  private final FileChannel channel;
  private final AtomicBoolean held = new AtomicBoolean();
  private long size;
  private long position;

  private FileJournal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens a journal, or starts one.
   *
   * @throws IllegalStateException if the file is damaged before its end, or in use
   * @throws UncheckedIOException if it cannot be read or made
   */
  public static FileJournal open(Path file) {
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var journal = new FileJournal(file, channel);
      try {
        journal.lock();
        journal.recover();
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be opened: " + file, e);
    }
  }

  private void lock() throws IOException {
    try {
      if (channel.tryLock() == null) {
        throw new IllegalStateException("the journal is in use: " + file);
      }
    } catch (java.nio.channels.OverlappingFileLockException e) {
      throw new IllegalStateException("the journal is in use: " + file, e);
    }
  }

  private void recover() throws IOException {
    var length = channel.size();
    try (var in = input()) {
      while (size < length) {
        var body = frame(in, length - size);
        if (body.length == 0) {
          break;
        }
        size += HEAD + body.length;
        position += ByteBuffer.wrap(body).getInt();
      }
    }
    if (size < length) {
      channel.truncate(size);
      channel.force(true);
    }
  }

  /** The body of the next frame; empty if the file ends within it. */
  private byte[] frame(DataInputStream in, long rest) throws IOException {
    if (rest < HEAD) {
      return new byte[0];
    }
    var length = in.readInt();
    var crc = in.readInt();
    if (length > rest - HEAD || length <= 0) {
      requireTail(in, length, rest);
      return new byte[0];
    }
    var body = in.readNBytes(length);
    if (crc(body) == crc) {
      return body;
    }
    if (length < rest - HEAD) {
      throw damaged();
    }
    return new byte[0];
  }

  /** A length that cannot be: half a frame at the end, or zeros that a crash left, or damage. */
  private void requireTail(DataInputStream in, int length, long rest) throws IOException {
    var plausible = length > 0 && length <= MAX_FRAME;
    if (plausible) {
      return;
    }
    var zeros = length == 0;
    for (var left = rest - HEAD; zeros && left > 0; left--) {
      zeros = in.readByte() == 0;
    }
    if (!zeros) {
      throw damaged();
    }
  }

  private IllegalStateException damaged() {
    return new IllegalStateException(
        "the journal %s is damaged at byte %d, before its end".formatted(file, size));
  }

  @Override
  public Hold hold() {
    return InMemoryJournal.hold(held, "the journal " + file);
  }

  @Override
  public synchronized long append(long after, List<byte[]> entries) {
    if (after != position) {
      throw new BrokerException.Unavailable(
          "the journal holds %d entries, not %d: %s".formatted(position, after, file));
    }
    if (entries.isEmpty()) {
      return position;
    }
    try {
      var frame = frame(entries);
      var length = frame.remaining();
      var at = size;
      while (frame.hasRemaining()) {
        at += channel.write(frame, at);
      }
      channel.force(false);
      size += length;
      position += entries.size();
      return position;
    } catch (IOException e) {
      dropTail();
      throw new BrokerException.Unavailable("the journal cannot be written: " + file, e);
    }
  }

  private void dropTail() {
    try {
      channel.truncate(size);
      channel.force(true);
    } catch (IOException e) {
      // Nobody knows now what the file holds: it is not written any more until it is opened again.
      close();
    }
  }

  private static ByteBuffer frame(List<byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(entries.size());
      for (var entry : entries) {
        out.writeInt(entry.length);
        out.write(entry);
      }
    }
    var body = bytes.toByteArray();
    var frame = ByteBuffer.allocate(HEAD + body.length);
    return frame.putInt(body.length).putInt(crc(body)).put(body).flip();
  }

  @Override
  public void readAfter(long after, Consumer<Entry> reader) {
    try (var in = input()) {
      var next = 0L;
      for (var left = safeSize(); left > 0; ) {
        var body = frame(in, left);
        left -= HEAD + body.length;
        for (var entry : entries(body)) {
          next++;
          if (next > after) {
            reader.accept(new Entry(next, entry));
          }
        }
      }
    } catch (IOException e) {
      throw new BrokerException.Unavailable("the journal cannot be read: " + file, e);
    }
  }

  private synchronized long safeSize() {
    return size;
  }

  private static List<byte[]> entries(byte[] body) {
    var buffer = ByteBuffer.wrap(body);
    var count = buffer.getInt();
    var entries = new ArrayList<byte[]>(count);
    for (var i = 0; i < count; i++) {
      var entry = new byte[buffer.getInt()];
      buffer.get(entry);
      entries.add(entry);
    }
    return entries;
  }

  private DataInputStream input() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  private static int crc(byte[] body) {
    var crc = new CRC32C();
    crc.update(body);
    return (int) crc.getValue();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal cannot be closed: " + file, e);
    }
  }
}
