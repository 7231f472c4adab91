#!/usr/bin/env python3
"""Verifies BankID-style XML signatures with their OCSP responses independently of the adapter.

It was written from the contract and docs/signatures.md without reading the adapter's code, so that the two can disagree.
It reads one case per line (JSON) from standard input and writes one verdict per line to standard output:

    {"name", "signature", "ocsp", "signedOn", "role", "assistantNumber", "reportId", "digest", "personRoots",
     "organisationRoots", "now"}  ->  {"name", "valid", "failed": [checks, in the order of CHECKS]}

If the layout check fails, no other check is made; otherwise every failed check is reported. Any error during a check is a
failure of that check. A malformed line ends the program with 2, so that mistakes in a test are noticed.

Differences from the table of docs/signatures.md: `present` is part of `layout`. Instead of `certificate`, an unreadable
certificate fails every check that needs it, and a key that does not fit the algorithm fails `value`. There is no
configuration: SHA-1 (except in CertID) and a missing nonce are refused, CertID with SHA-256 and a bare nonce are accepted.
"""

import binascii
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID as Purpose
from cryptography.x509.oid import ExtensionOID, NameOID, SignatureAlgorithmOID
from lxml import etree  # type: ignore[import-untyped]

Node = Any  # an element of lxml, which has no types of its own
Extension = TypeVar("Extension", bound=x509.ExtensionType)

DSIG = "http://www.w3.org/2000/09/xmldsig#"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
BANKID = "http://www.bankid.com/signature/v1.0.0/types"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
SHA2 = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
METHODS = {f"{MORE}{kind}-{name}": (kind, sha) for kind in ("rsa", "ecdsa") for name, sha in SHA2.items()}
# Refused algorithms whose signature value is verified nevertheless.
OLD_METHODS = {f"{DSIG}rsa-sha1": ("rsa", hashes.SHA1()), f"{DSIG}ecdsa-sha1": ("ecdsa", hashes.SHA1())}
DIGESTS = {SHA256: "sha256", f"{DSIG}sha1": "sha1", "http://www.w3.org/2001/04/xmlenc#sha512": "sha512"}
# Accepted signature algorithms of certificates and OCSP responses.
ACCEPTED = {getattr(SignatureAlgorithmOID, f"{kind}_WITH_SHA{bits}")
            for kind in ("RSA", "ECDSA") for bits in (224, 256, 384, 512)}
# Critical extensions that this program processes, or that need no processing.
UNDERSTOOD = {
    ExtensionOID.BASIC_CONSTRAINTS, ExtensionOID.KEY_USAGE, ExtensionOID.EXTENDED_KEY_USAGE,
    ExtensionOID.CERTIFICATE_POLICIES, ExtensionOID.INHIBIT_ANY_POLICY, ExtensionOID.SUBJECT_ALTERNATIVE_NAME}
# Constraints on the certificates below that this program does not evaluate, so it refuses a chain with them.
UNSUPPORTED = {ExtensionOID.NAME_CONSTRAINTS, ExtensionOID.POLICY_CONSTRAINTS}
OTHER_PURPOSES = {
    Purpose.SERVER_AUTH, Purpose.CLIENT_AUTH, Purpose.CODE_SIGNING, Purpose.TIME_STAMPING, Purpose.OCSP_SIGNING}
NONCE = bytes.fromhex("2b0601050507300102")  # 1.3.6.1.5.5.7.48.1.2
XML = re.compile(
    r"""(?:<\?xml\ version=["']1\.0["'](?:\ encoding=["'](?i:utf-8)["'])?(?:\ standalone=["'](?:yes|no)["'])?\ ?\?>)?
        (<[^!?].*>)""", re.DOTALL | re.VERBOSE)
STOCKHOLM = ZoneInfo("Europe/Stockholm")  # fails here, and not in every case, if no time zone data is installed


def require(condition: object) -> None:
    if not condition:
        raise ValueError("a requirement is not met")


# --- Forms -----------------------------------------------------------------------------------------------------------

def from_base64(text: str) -> bytes:
    """Decodes xs:base64Binary. White space may be anywhere; unused bits must be zero."""
    text = re.sub(r"[ \t\r\n]", "", text)
    data = binascii.a2b_base64(text, strict_mode=True)
    require(binascii.b2a_base64(data, newline=False).decode("ascii") == text)
    return data


def der(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yields tag and content of the consecutive DER values in `data`."""
    while data:
        tag, length, start = data[0], data[1], 2
        require(tag & 0x1F != 0x1F and length != 0x80)
        if length > 0x80:
            start += length - 0x80
            length = int.from_bytes(data[2:start], "big")
        require(len(data) >= start + length)
        yield tag, data[start:start + length]
        data = data[start + length:]


def extensions(wrapped: bytes) -> Iterator[tuple[bytes, bool, bytes]]:
    """Yields identifier, criticality and value of each extension, because `cryptography` refuses bare nonces."""
    (_, sequence), = der(wrapped)
    for _, fields in der(sequence):
        (_, identifier), *critical, (_, value) = der(fields)
        yield identifier, any(flag != b"\0" for _, flag in critical), value


def key_bits(certificate: x509.Certificate) -> bytes:
    """Returns the content of the BIT STRING with the public key, which OCSP hashes."""
    information = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    (_, content), = der(information)
    _, (_, bits) = der(content)
    return bits[1:]


def branch(node: Node, name: str, **attributes: str | None) -> list[Node]:
    """Returns the children of an element that must have this name and exactly these attributes (None: any value)."""
    require(node.tag == name and set(node.attrib) == set(attributes))
    require(all(value is None or node.get(key) == value for key, value in attributes.items()))
    return list(node)


def leaf(node: Node, name: str, **attributes: str | None) -> str:
    """Returns the text of an element with the same requirements and without children."""
    require(branch(node, name, **attributes) == [])
    return node.text or ""


def parser() -> Node:
    """Returns a parser that uses no DTD, entity or network, and keeps everything."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, dtd_validation=False, attribute_defaults=False,
                           no_network=True, huge_tree=False, remove_comments=False, remove_pis=False,
                           strip_cdata=False)


def canonical(node: Node) -> bytes:
    """Returns the inclusive C14N 1.0 form of an element with the namespaces that it inherits."""
    # lxml writes wrong namespaces for an element inside a tree (xmlns="" below it), so it is copied to its own tree.
    alone = etree.fromstring(etree.tostring(node, with_tail=False), parser())
    return bytes(etree.tostring(alone, method="c14n", exclusive=False, with_comments=False))


class Layout:
    """The parts of a signature. The initialiser raises if the signature does not have BankID's layout."""

    def __init__(self, data: bytes) -> None:
        xml = XML.fullmatch(data.decode("utf-8"))
        require(xml and "<!DOCTYPE" not in xml[1])
        self.root = etree.fromstring(data, parser())
        require(self.root.getprevious() is None and self.root.getnext() is None)
        require(self.root.getroottree().docinfo.internalDTD is None)
        for node in self.root.iter():
            # No comments, and no text next to elements, not even an empty CDATA section.
            require(isinstance(node.tag, str) and node.tail is None and (len(node) == 0 or node.text is None))
        d, b = f"{{{DSIG}}}", f"{{{BANKID}}}"
        self.signed_info, value, self.key_info, holder = branch(self.root, f"{d}Signature")
        self.signature = from_base64(leaf(value, f"{d}SignatureValue"))

        c14n, method, *references = branch(self.signed_info, f"{d}SignedInfo")
        require(leaf(c14n, f"{d}CanonicalizationMethod", Algorithm=None) == "")
        require(leaf(method, f"{d}SignatureMethod", Algorithm=None) == "")
        self.canonicalisations, self.method = [c14n.get("Algorithm")], method.get("Algorithm")
        self.digests: list[tuple[str, bytes]] = []
        to_data, to_keys = references
        for children in (branch(to_data, f"{d}Reference", Type=BANKID, URI="#bidSignedData"),
                         branch(to_keys, f"{d}Reference", URI="#bidKeyInfo")):
            transforms, digest, digest_value = children
            transform, = branch(transforms, f"{d}Transforms")
            require(leaf(transform, f"{d}Transform", Algorithm=None) == "")
            require(leaf(digest, f"{d}DigestMethod", Algorithm=None) == "")
            self.canonicalisations.append(transform.get("Algorithm"))
            self.digests.append((digest.get("Algorithm"), from_base64(leaf(digest_value, f"{d}DigestValue"))))

        x509_data, = branch(self.key_info, f"{d}KeyInfo", Id="bidKeyInfo")
        self.certificates = [from_base64(leaf(node, f"{d}X509Certificate"))
                             for node in branch(x509_data, f"{d}X509Data")]
        require(self.certificates)

        self.signed_data, = branch(holder, f"{d}Object")
        visible, *hidden, server, client = branch(self.signed_data, f"{b}bankIdSignedData", Id="bidSignedData")
        # BankID adds this attribute if the text was formatted.
        formatted = {"format": "simpleMarkdownV1"} if "format" in visible.attrib else {}
        from_base64(leaf(visible, f"{b}usrVisibleData", charset=None, visible=None, **formatted))
        require(len(hidden) <= 1)
        self.non_visible = from_base64(leaf(hidden[0], f"{b}usrNonVisibleData")) if hidden else None
        branch(server, f"{b}srvInfo")
        branch(client, f"{b}clientInfo")
        require(all(node.tag.startswith(b) for part in (server, client) for node in part.iter()))
        function, = client.iterchildren(f"{b}funcId")
        require(leaf(function, f"{b}funcId") == "Signing")


# --- Keys and certificates -------------------------------------------------------------------------------------------

def is_strong(key: object, curves: tuple[type, ...] = (ec.SECP256R1, ec.SECP384R1)) -> bool:
    if isinstance(key, rsa.RSAPublicKey):
        return 2048 <= key.key_size <= 8192 and key.public_numbers().e.bit_length() <= 32
    return isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, curves)


def der_of_raw(signature: bytes, key: Any) -> bytes:
    """Converts an ECDSA signature from its XML form, r and s of equal length, to DER."""
    size = (key.curve.key_size + 7) // 8
    require(len(signature) == 2 * size)
    return encode_dss_signature(int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big"))


def has_signed(key: Any, signature: bytes, signed: bytes, sha: Any) -> bool:
    more = (padding.PKCS1v15(), sha) if isinstance(key, rsa.RSAPublicKey) else (ec.ECDSA(sha),)
    try:
        key.verify(signature, signed, *more)
    except Exception:
        return False
    return True


def extension(certificate: x509.Certificate, kind: type[Extension]) -> Extension | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def is_understood(certificate: x509.Certificate) -> bool:
    return all(found.oid in UNDERSTOOD or not (found.critical or found.oid in UNSUPPORTED)
               for found in certificate.extensions)


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether a certificate names the other as its issuer and is signed with its key and an accepted algorithm."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except Exception:
        return False
    return (certificate.signature_algorithm_oid in ACCEPTED
            and is_strong(issuer.public_key(), (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)))


def may_issue(certificate: x509.Certificate, below: list[x509.Certificate]) -> bool:
    """Whether the certificate is an authority's and allows the number of authorities below it."""
    constraints, usage = extension(certificate, x509.BasicConstraints), extension(certificate, x509.KeyUsage)
    depth = sum(authority.subject != authority.issuer for authority in below)
    return (constraints is not None and constraints.ca and usage is not None and usage.key_cert_sign and (
        constraints.path_length is None or depth <= constraints.path_length))


def is_chain(certificates: list[x509.Certificate]) -> bool:
    return (all(is_issued_by(lower, upper) for lower, upper in pairwise(certificates))
            and all(may_issue(certificates[depth], certificates[1:depth]) for depth in range(1, len(certificates)))
            and all(is_understood(certificate) for certificate in certificates))


def is_valid_at(certificate: x509.Certificate, time: datetime) -> bool:
    return certificate.not_valid_before_utc <= time <= certificate.not_valid_after_utc


# --- The checks ------------------------------------------------------------------------------------------------------

class Case:
    """One signature with its context. Values that several checks share are computed on first use."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.signature_text, self.ocsp_text = str(case["signature"]), str(case["ocsp"])
        self.signed_on, self.role = case["signedOn"], case["role"]
        self.assistant, self.report, self.digest = case["assistantNumber"], case["reportId"], case["digest"]
        self.now = datetime.fromtimestamp(case["now"], UTC)
        self.person_roots, self.organisation_roots = (
            [x509.load_der_x509_certificate(from_base64(root)) for root in case[roots]]
            for roots in ("personRoots", "organisationRoots"))
        require(self.role in ("assistant", "provider"))

    @cached_property
    def parsed(self) -> Layout:
        return Layout(binascii.a2b_base64(self.signature_text, strict_mode=True))

    @cached_property
    def signer(self) -> x509.Certificate:
        return x509.load_der_x509_certificate(self.parsed.certificates[0])

    @cached_property
    def certificates(self) -> list[x509.Certificate]:
        return [x509.load_der_x509_certificate(data) for data in self.parsed.certificates]

    @cached_property
    def number(self) -> str:
        """The serialNumber in the signer's certificate, of a person or an organisation, or None."""
        numbers = self.signer.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
        require(len(numbers) <= 1)
        return str(numbers[0].value) if numbers else ""

    @cached_property
    def is_person(self) -> bool:
        # A twelve-digit organisation number begins with 16.
        return re.fullmatch(r"(18|19|20)[0-9]{10}", self.number) is not None

    @cached_property
    def chains(self) -> list[list[x509.Certificate]]:
        """All paths to a root. If no roots are configured, every complete chain is accepted."""
        if not (self.person_roots or self.organisation_roots):
            return [self.certificates]
        roots = self.person_roots if self.is_person else self.organisation_roots
        return [[*self.certificates, root] for root in roots if is_issued_by(self.certificates[-1], root)]

    @cached_property
    def issuer(self) -> x509.Certificate:
        return next(found for found in self.certificates[1:] + self.organisation_roots
                    if is_issued_by(self.signer, found))

    @cached_property
    def response(self) -> ocsp.OCSPResponse:
        response = ocsp.load_der_ocsp_response(binascii.a2b_base64(self.ocsp_text, strict_mode=True))
        require(response.response_status == ocsp.OCSPResponseStatus.SUCCESSFUL)
        return response

    @cached_property
    def produced_at(self) -> datetime:
        return self.response.produced_at_utc

    @cached_property
    def single(self) -> ocsp.OCSPSingleResponse:
        """The single response for this certificate, or the only one."""
        singles = list(self.response.responses)
        single, = singles if len(singles) == 1 else filter(self.is_for_signer, singles)
        return single

    def is_for_signer(self, single: ocsp.OCSPSingleResponse) -> bool:
        require(isinstance(single.hash_algorithm, (hashes.SHA1, hashes.SHA256)))
        name, key = (hashlib.new(single.hash_algorithm.name, data).digest()
                     for data in (self.signer.issuer.public_bytes(), key_bits(self.issuer)))
        return (single.issuer_name_hash, single.issuer_key_hash, single.serial_number) == (
            name, key, self.signer.serial_number)

    @cached_property
    def response_parts(self) -> list[tuple[int, bytes]]:
        """Responder, producedAt, single responses and optional extensions."""
        (_, content), = der(self.response.tbs_response_bytes)
        return list(der(content))

    @cached_property
    def response_extensions(self) -> list[tuple[bytes, bool, bytes]]:
        return [found for part in self.response_parts[3:] for found in extensions(part[1])]

    @cached_property
    def single_extensions(self) -> list[tuple[bytes, bool, bytes]]:
        singles = [list(der(single)) for _, single in der(self.response_parts[2][1])]
        return [found for parts in singles for tag, part in parts[3:] if tag == 0xA1 for found in extensions(part)]

    @cached_property
    def responders(self) -> list[x509.Certificate]:
        """The certificates that match the responder of the response, by name or by key hash."""
        name, key = self.response.responder_name, self.response.responder_key_hash
        return [found for found in [self.issuer, *self.response.certificates]
                if (found.subject == name if name is not None else hashlib.sha1(key_bits(found)).digest() == key)]

    @cached_property
    def authorised(self) -> list[x509.Certificate]:
        return [found for found in self.responders if found == self.issuer or self.is_delegated(found)]

    def is_delegated(self, responder: x509.Certificate) -> bool:
        purposes, usage = extension(responder, x509.ExtendedKeyUsage), extension(responder, x509.KeyUsage)
        return (purposes is not None and Purpose.OCSP_SIGNING in purposes and is_understood(responder)
                and (usage is None or usage.digital_signature or usage.content_commitment)
                and is_issued_by(responder, self.issuer) and is_valid_at(responder, self.produced_at))

    def layout(self) -> bool:
        return self.parsed is not None

    def algorithms(self) -> bool:
        return (set(self.parsed.canonicalisations) == {C14N} and self.parsed.method in METHODS
                and all(algorithm == SHA256 for algorithm, _ in self.parsed.digests))

    def key_strength(self) -> bool:
        return is_strong(self.signer.public_key())

    def value(self) -> bool:
        ids = [value for node in self.parsed.root.iter() for name, value in node.attrib.items()
               if etree.QName(name).localname.lower() == "id"]
        require(len(ids) == len(set(ids)))
        signed = (self.parsed.signed_data, self.parsed.key_info)
        for node, (algorithm, digest) in zip(signed, self.parsed.digests, strict=True):
            require(hashlib.new(DIGESTS[algorithm], canonical(node)).digest() == digest)
        kind, sha = (METHODS | OLD_METHODS)[self.parsed.method]
        key, signature = self.signer.public_key(), self.parsed.signature
        if kind == "ecdsa":
            require(isinstance(key, ec.EllipticCurvePublicKey))
            signature = der_of_raw(signature, key)
        else:
            require(isinstance(key, rsa.RSAPublicKey))
        return has_signed(key, signature, canonical(self.parsed.signed_info), sha)

    def binding(self) -> bool:
        entries = (self.parsed.non_visible or b"").decode("ascii").split(";")
        require(all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12},[0-9a-f]{64}", entry)
                    for entry in entries))
        return [entry for entry in entries if entry.startswith(f"{self.report},")] == [f"{self.report},{self.digest}"]

    def person(self) -> bool:
        if self.role == "assistant":
            require(self.is_person and self.number == self.assistant)
        return not self.is_person or len(self.parsed.certificates) == 3

    def usage(self) -> bool:
        constraints, usage = extension(self.signer, x509.BasicConstraints), extension(self.signer, x509.KeyUsage)
        purposes = extension(self.signer, x509.ExtendedKeyUsage)
        require(not (constraints and constraints.ca) and not (usage and usage.key_cert_sign))
        require(purposes is None or not OTHER_PURPOSES.issuperset(purposes))
        if self.is_person:
            return usage is not None and usage.content_commitment
        return usage is None or usage.content_commitment or usage.digital_signature

    def chain(self) -> bool:
        return any(map(is_chain, self.chains))

    def validity(self) -> bool:
        chains = list(filter(is_chain, self.chains)) or self.chains or [self.certificates]
        return any(all(is_valid_at(found, self.produced_at) for found in chain) for chain in chains)

    def ocsp_response(self) -> bool:
        critical = {identifier for identifier, critical, _ in self.response_extensions + self.single_extensions
                    if critical}
        certificates = {found.public_bytes(Encoding.DER) for found in self.response.certificates}
        return (self.produced_at is not None and 1 <= len(list(self.response.responses)) <= 8
                and len(certificates) <= 4 and critical <= {NONCE})

    def ocsp_certificate(self) -> bool:
        return self.is_for_signer(self.single)

    def ocsp_status(self) -> bool:
        return self.single.certificate_status == ocsp.OCSPCertStatus.GOOD

    def ocsp_responder(self) -> bool:
        return self.authorised != []

    def ocsp_signature(self) -> bool:
        require(self.response.signature_algorithm_oid in ACCEPTED)
        signature, signed = self.response.signature, self.response.tbs_response_bytes
        return any(is_strong(key) and has_signed(key, signature, signed, self.response.signature_hash_algorithm)
                   for key in (found.public_key() for found in self.authorised or self.responders))

    def ocsp_times(self) -> bool:
        until = self.single.next_update_utc or self.single.this_update_utc + timedelta(days=1)
        early = self.single.this_update_utc - timedelta(minutes=1)  # for two clocks that differ
        return early <= self.produced_at <= min(until, self.now)

    def ocsp_nonce(self) -> bool:
        value, = [value for identifier, _, value in self.response_extensions if identifier == NONCE]
        nonce = value[2:] if len(value) == 34 and value[:2] == b"\x04\x20" else value
        return len(nonce) == 32 and nonce[:20] == hashlib.sha1(self.signature_text.encode("utf-8")).digest()

    def date_of_signing(self) -> bool:
        return bool(self.produced_at.astimezone(STOCKHOLM).date().isoformat() == self.signed_on)


CHECKS: list[Callable[[Case], bool]] = [
    Case.layout, Case.algorithms, Case.key_strength, Case.value, Case.binding, Case.person, Case.usage, Case.chain,
    Case.validity, Case.ocsp_response, Case.ocsp_certificate, Case.ocsp_status, Case.ocsp_responder,
    Case.ocsp_signature, Case.ocsp_times, Case.ocsp_nonce, Case.date_of_signing]


def is_passed(check: Callable[[Case], bool], case: Case) -> bool:
    try:
        return check(case)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic in `cryptography` is not an Exception
        return False


def failed_checks(case: Case) -> list[str]:
    checks = CHECKS if is_passed(Case.layout, case) else [Case.layout]
    return [check.__name__.replace("_", "-") for check in checks if not is_passed(check, case)]


def main() -> int:
    for line in sys.stdin:
        try:
            fields = json.loads(line)
            name, case = fields["name"], Case(fields)
        except (ValueError, KeyError, TypeError) as error:
            print(f"independent-verifier: this is no case: {error!r}", file=sys.stderr)
            return 2
        failed = failed_checks(case)
        print(json.dumps({"name": name, "valid": not failed, "failed": failed}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
