package io.codemaster.executor.courier;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Hands events to a program that waits for them at an address. */
public interface EventCourier {

    /** What came of it. */
    record Outcome(boolean accepted, String words) {}

    /** Why nothing may be sent there, by the rules for repositories at this moment; empty where it may. */
    Optional<String> refusal(URI address);

    /** Sends it once. Follows no redirect and reads nothing of the answer but its status. */
    Outcome send(URI address, Map<String, String> headers, byte[] body);
}
