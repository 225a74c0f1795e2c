package io.codemaster.app.security.ratelimit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;

/** Where it is remembered how much each caller has used: in this process, or where several processes see it. */
interface RequestBuckets {

    /** Takes one request from the caller's bucket, which is full when it is new, and says what is left. */
    ConsumptionProbe take(String key, BucketConfiguration configuration);
}
