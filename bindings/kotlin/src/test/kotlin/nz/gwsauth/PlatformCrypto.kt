package nz.gwsauth

import java.math.BigInteger
import java.security.AlgorithmParameters
import java.security.InvalidKeyException
import java.security.KeyFactory
import java.security.PrivateKey
import java.security.PublicKey
import java.security.Signature
import java.security.SignatureException
import java.security.spec.ECFieldFp
import java.security.spec.ECGenParameterSpec
import java.security.spec.ECParameterSpec
import java.security.spec.ECPoint
import java.security.spec.ECPrivateKeySpec
import java.security.spec.ECPublicKeySpec
import java.util.HexFormat

/** A curve of the JVM's own provider, and what signs with it. */
class PlatformCurve private constructor(
    name: String,
    private val algorithm: String,
    private val signature: String,
    objectId: String,
) {
    /** In DER. */
    val objectId: ByteArray = HexFormat.of().parseHex(objectId)

    private val spec: ECParameterSpec = AlgorithmParameters.getInstance("EC").run {
        init(ECGenParameterSpec(name))
        getParameterSpec(ECParameterSpec::class.java)
    }
    private val prime: BigInteger = (spec.curve.field as ECFieldFp).p
    val width: Int = (prime.bitLength() + 7) / 8

    /** A key for the algorithm that a token names, or the host's refusal. */
    fun check(named: String) {
        if (named != algorithm) throw HostRefusal("algorithm_key")
    }

    /** `04`, x and y. The provider takes any two numbers, so that a host has to look whether they are on the curve. */
    fun publicKey(point: ByteArray): PublicKey {
        if (point.size != 1 + 2 * width || point[0] != 4.toByte()) throw HostRefusal("key_point")
        val x = BigInteger(1, point.copyOfRange(1, 1 + width))
        val y = BigInteger(1, point.copyOfRange(1 + width, point.size))
        val right = (x.pow(3) + spec.curve.a * x + spec.curve.b).mod(prime)
        if (x >= prime || y >= prime || (y * y).mod(prime) != right) throw HostRefusal("key_point")
        return publicKey(ECPoint(x, y))
    }

    private fun publicKey(point: ECPoint): PublicKey =
        KeyFactory.getInstance("EC").generatePublic(ECPublicKeySpec(point, spec))

    /** A scalar at full width, and the public key that belongs to it. */
    fun keyPair(scalar: ByteArray): Pair<PrivateKey, PublicKey> {
        val number = BigInteger(1, scalar)
        if (scalar.size != width || number.signum() == 0 || number >= spec.order) throw HostRefusal("key_scalar")
        val key = KeyFactory.getInstance("EC").generatePrivate(ECPrivateKeySpec(number, spec))
        return Pair(key, publicKey(multiply(number)))
    }

    /** In DER. */
    fun sign(key: PrivateKey, text: String): ByteArray = Signature.getInstance(signature).run {
        initSign(key)
        update(text.toByteArray())
        sign()
    }

    /** The signature in DER. */
    fun verify(key: PublicKey, text: String, der: ByteArray): Boolean = try {
        Signature.getInstance(signature).run {
            initVerify(key)
            update(text.toByteArray())
            verify(der)
        }
    } catch (_: SignatureException) {
        false
    } catch (_: InvalidKeyException) {
        throw HostRefusal("key_point")
    }

    /** The provider does not give the public key of a scalar: a test may multiply by itself, in variable time. */
    private fun multiply(scalar: BigInteger): ECPoint {
        var sum = ECPoint.POINT_INFINITY
        for (bit in scalar.bitLength() - 1 downTo 0) {
            sum = add(sum, sum)
            if (scalar.testBit(bit)) sum = add(sum, spec.generator)
        }
        return sum
    }

    private fun add(one: ECPoint, other: ECPoint): ECPoint {
        if (one == ECPoint.POINT_INFINITY) return other
        if (other == ECPoint.POINT_INFINITY) return one
        val slope = if (one == other) {
            (one.affineX.pow(2) * BigInteger.valueOf(3) + spec.curve.a) * one.affineY.shiftLeft(1).modInverse(prime)
        } else {
            (other.affineY - one.affineY) * (other.affineX - one.affineX).mod(prime).modInverse(prime)
        }
        val x = (slope.pow(2) - one.affineX - other.affineX).mod(prime)
        return ECPoint(x, (slope * (one.affineX - x) - one.affineY).mod(prime))
    }

    companion object {
        private val CURVES = mapOf(
            "P-256" to PlatformCurve("secp256r1", "ES256", "SHA256withECDSA", "06082a8648ce3d030107"),
            "P-384" to PlatformCurve("secp384r1", "ES384", "SHA384withECDSA", "06052b81040022"),
            "P-521" to PlatformCurve("secp521r1", "ES512", "SHA512withECDSA", "06052b81040023"),
        )

        /** By its name in a JWK. */
        fun named(name: String): PlatformCurve = CURVES.getValue(name)
    }
}
