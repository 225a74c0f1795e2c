package io.codemaster.query.shared;

import java.util.List;
import java.util.Map;

import org.axonframework.eventhandling.TrackingToken;

/** How far the projections are, whichever process each of them runs in; there where several share them. */
public interface SharedPositions {

    /** The stored position of each segment, by the processing group. */
    Map<String, List<TrackingToken>> byGroup();
}
