package io.codemaster.app.security.signin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.data.redis.connection.ReturnType;

import io.codemaster.app.security.session.OpaqueSecret;
import io.codemaster.query.shared.redis.RedisLink;

/** The tries that all processes count together. Redis holds hashes of accounts and addresses, for half an hour. */
final class SharedTries {

    private static final String PREFIX = "codemaster:tries:";

    /**
     * Says how long to wait in milliseconds, or counts the try and says 0. Arguments: now, how long to remember, the first
     * wait, the most doublings, then for each key its free failures and its longest wait.
     */
    private static final byte[] ADMIT = bytes("""
            local wait = 0
            for i = 1, #KEYS do
              local notBefore = tonumber(redis.call('HGET', KEYS[i], 'b') or '0')
              wait = math.max(wait, notBefore - tonumber(ARGV[1]))
            end
            if wait > 0 then return wait end
            for i = 1, #KEYS do
              local failures = redis.call('HINCRBY', KEYS[i], 'f', 1)
              local over = failures - tonumber(ARGV[3 + 2 * i])
              local pause = 0
              if over >= 0 then
                pause = math.min(tonumber(ARGV[3]) * 2 ^ math.min(over, tonumber(ARGV[4])), tonumber(ARGV[4 + 2 * i]))
              end
              redis.call('HSET', KEYS[i], 'b', string.format('%.0f', tonumber(ARGV[1]) + pause))
              redis.call('PEXPIRE', KEYS[i], ARGV[2])
            end
            return 0
            """);

    /** Forgets the first key, and takes one try back from the second. */
    private static final byte[] SUCCEEDED = bytes("""
            redis.call('DEL', KEYS[1])
            if redis.call('EXISTS', KEYS[2]) == 1 then
              if redis.call('HINCRBY', KEYS[2], 'f', -1) < 0 then redis.call('HSET', KEYS[2], 'f', 0) end
              redis.call('HSET', KEYS[2], 'b', 0)
            end
            return 1
            """);

    private final RedisLink link;

    SharedTries(RedisLink link) {
        this.link = link;
    }

    /** How long to wait instead of trying, zero for not at all; empty while Redis is away. */
    Optional<Duration> admit(String account, String address, long now) {
        var arguments = Stream.of(
                        now,
                        SignInThrottle.FORGOTTEN_AFTER.toMillis(),
                        SignInThrottle.FIRST_WAIT.toMillis(),
                        SignInThrottle.MOST_DOUBLINGS,
                        SignInThrottle.ACCOUNT.free(),
                        SignInThrottle.ACCOUNT.longest().toMillis(),
                        SignInThrottle.ADDRESS.free(),
                        SignInThrottle.ADDRESS.longest().toMillis())
                .map(it -> bytes(it.toString()))
                .toList();
        return run(ADMIT, account, address, arguments).map(Duration::ofMillis);
    }

    void succeeded(String account, String address) {
        run(SUCCEEDED, account, address, List.of());
    }

    private Optional<Long> run(byte[] script, String account, String address, List<byte[]> arguments) {
        var all = new ArrayList<byte[]>(2 + arguments.size());
        all.add(key(account));
        all.add(key(address));
        all.addAll(arguments);
        return link.ask(
                it -> it.scriptingCommands().<Long>eval(script, ReturnType.INTEGER, 2, all.toArray(new byte[0][])));
    }

    private byte[] key(String name) {
        return link.keyBytes(PREFIX + OpaqueSecret.hash(name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
